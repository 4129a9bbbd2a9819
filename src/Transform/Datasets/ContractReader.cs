using RetailBus.Contracts.Rows;
using RetailBus.Transform.Rules;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace RetailBus.Transform.Datasets;

/// <summary>
/// Reads contracts in the shape of the Open Data Contract Standard v3.1 (bitol-io.github.io/open-data-contract-standard).
/// </summary>
public static class ContractReader
{
    private static readonly string[] Keys =
    [
        "apiVersion", "kind", "id", "name", "version", "status", "tenant", "domain", "dataProduct", "description", "tags", "schema", "team",
        "roles", "support", "servers", "price", "slaDefaultElement", "slaProperties", "authoritativeDefinitions", "contractCreatedTs", "customProperties",
    ];

    private static readonly string[] SchemaKeys =
        ["id", "name", "physicalName", "physicalType", "logicalType", "businessName", "description", "tags", "properties", "quality", "customProperties"];

    private static readonly string[] Settings =
    [
        "headerOptional", "keepIdenticalLines", "onReland", "rejectLimit", "delimiters", "decimalSeparator", "groupSeparator", "unknownColumns",
    ];

    private static readonly Dictionary<string, PiiTreatment> UnknownColumns = new()
    {
        ["keep"] = PiiTreatment.None,
        ["drop"] = PiiTreatment.Drop,
        ["hash"] = PiiTreatment.Hash,
        ["mask"] = PiiTreatment.Mask,
    };

    private static readonly Dictionary<string, string> OnReland = new()
    {
        [DatasetContract.Merge] = DatasetContract.Merge,
        [DatasetContract.Replace] = DatasetContract.Replace,
    };

    /// <param name="path">A <c>{dataset}.odcs.yaml</c> file.</param>
    /// <exception cref="ContractException">The file is no contract that can be used; all its errors are named.</exception>
    public static DatasetContract Read(string path)
    {
        using var text = File.OpenText(path);
        return Read(text, Path.GetFileName(path));
    }

    internal static DatasetContract Read(TextReader text, string file)
    {
        var errors = new List<string>();
        var yaml = new YamlStream();
        try
        {
            yaml.Load(text);
        }
        catch (YamlException e)
        {
            throw new ContractException([$"{file}({e.Start.Line}): this is no YAML: {e.Message}"]);
        }

        if (yaml.Documents is not [{ RootNode: YamlMappingNode root }])
            throw new ContractException([$"{file}(1): a contract is one YAML document of keys and values."]);

        var contract = Contract(new ContractNode(root, file, errors), file);
        return errors.Count == 0 ? contract : throw new ContractException(errors);
    }

    private static DatasetContract Contract(ContractNode root, string file)
    {
        root.AllowOnly(Keys);
        if (!root.Require("apiVersion").StartsWith("v3.", StringComparison.Ordinal))
            root.Error("apiVersion must be a v3 of the standard. Write \"apiVersion: v3.1.0\".");
        if (root.Require("kind") != "DataContract")
            root.Error("kind must be DataContract.");
        root.Require("id");
        root.Require("status");
        var name = root.Require("name");
        if (file != $"{name}.odcs.yaml")
            root.Error($"name is \"{name}\", but the file's name says otherwise. Name the file {name}.odcs.yaml.");

        var settings = root.CustomProperties(Settings);
        var schema = Schema(root);
        var numbers = new NumberFormat(
            settings.GetValueOrDefault("decimalSeparator")?.Character() ?? '.', settings.GetValueOrDefault("groupSeparator")?.Character());
        List<ContractColumn> columns = [.. schema.Items("properties").Select(property => ColumnReader.Read(property, numbers))];
        var contract = new DatasetContract
        {
            Name = name,
            Version = root.Require("version"),
            Description = root.Find("description")?.Find("purpose")?.Text ?? "",
            Columns = columns,
            Rules =
            [
                .. schema.Items("properties").Zip(columns).SelectMany(pair => QualityReader.Read(pair.First, pair.Second, columns)),
                .. QualityReader.Read(schema, column: null, columns),
            ],
            Derived = Derived(schema, columns),
            Key = [.. columns.Where(column => column.KeyPosition is not null).OrderBy(column => column.KeyPosition)],
            KeepIdenticalLines = settings.GetValueOrDefault("keepIdenticalLines")?.Flag() ?? false,
            OnReland = settings.GetValueOrDefault("onReland")?.Choice(OnReland) ?? DatasetContract.Merge,
            RejectLimit = (double?)settings.GetValueOrDefault("rejectLimit")?.Number(),
            HeaderOptional = settings.GetValueOrDefault("headerOptional")?.Flag() ?? false,
            Delimiters = settings.GetValueOrDefault("delimiters")?.Texts().Select(text => text is [var only] ? only : '\0').ToList() ?? [',', ';', '\t', '|'],
            UnknownColumns = settings.GetValueOrDefault("unknownColumns")?.Choice(UnknownColumns) ?? PiiTreatment.None,
            Deliveries = AgreementReader.Deliveries(root),
            Retention = AgreementReader.Retention(root),
        };
        ContractChecks.Check(contract, root, schema);
        return contract;
    }

    private static ContractNode Schema(ContractNode root)
    {
        var objects = root.Items("schema").ToList();
        if (objects is not [var schema])
        {
            root.Error($"schema must list one object, the file's rows; it lists {objects.Count}.");
            return objects.FirstOrDefault() ?? root;
        }

        schema.AllowOnly(SchemaKeys);
        return schema;
    }

    private static Dictionary<string, Expression> Derived(ContractNode schema, List<ContractColumn> columns)
    {
        var derived = new Dictionary<string, Expression>();
        if (!schema.CustomProperties(["derived"]).TryGetValue("derived", out var node))
            return derived;

        foreach (var name in node.Keys)
        {
            if (CanonicalColumns.OfTheContract.FirstOrDefault(column => column.Name == name) is not { } canonical)
            {
                node.Error($"derived names {name}, which is no canonical column. They are {string.Join(", ", CanonicalColumns.OfTheContract.Select(column => column.Name))}.");
                continue;
            }

            var place = node.Find(name)!;
            if (QualityReader.Condition(place, place.Text, TypeOf(canonical), columns) is { } expression)
                derived[name] = expression;
        }

        return derived;
    }

    private static ExpressionType TypeOf(CanonicalColumn column) => column.Type switch
    {
        CanonicalType.Decimal => ExpressionType.Number,
        CanonicalType.Boolean => ExpressionType.Boolean,
        CanonicalType.Timestamp => ExpressionType.Timestamp,
        _ => ExpressionType.Text,
    };
}
