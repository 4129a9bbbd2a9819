using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Rows;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Services;
using RetailBus.Platform.Storage;

namespace RetailBus.Orchestrator.Lineage;

/// <summary>
/// A run's input and outputs. Names go by OpenLineage's rules: <c>s3://bucket</c> and key for objects, of which those of one dataset are
/// one input, and for the warehouse what the options say.
/// </summary>
internal sealed class LineageDatasets(IOptions<LineageOptions> options, IOptions<ZoneOptions> zones)
{
    public JsonObject Input(TellLineage step, DatasetAgreement? agreement)
    {
        var landed = step.Run.Object;
        var facets = new JsonObject
        {
            ["version"] = Facet.Of("1-0-1", "DatasetVersionDatasetFacet", ("datasetVersion", landed.VersionId ?? landed.ETag)),
        };
        if (agreement is { Columns.Count: > 0 })
            facets["schema"] = Schema(agreement.Columns.Select(column => Field(column.Name, column.Type, column.Description)));

        return Facet.Object(
            ("namespace", $"s3://{landed.Bucket}"),
            ("name", InputName(step.Run)),
            ("facets", facets),
            ("inputFacets", InputFacets(step, agreement)));
    }

    /// <summary>Those that were written, as far as the run has come; to begin with, all that will be.</summary>
    public IEnumerable<JsonObject> Outputs(TellLineage step, DatasetAgreement? agreement)
    {
        var rows = step.Run.Rows;
        var isBegin = step.EventType == LineageSteps.Start;
        if (isBegin || rows.Accepted is not null)
        {
            yield return Output(
                $"s3://{zones.Value.Processed}", step.Run.Dataset, CanonicalSchema(), isBegin ? null : Written(rows.Accepted));
            yield return Output(
                $"s3://{zones.Value.Quarantine}", step.Run.Dataset, facets: [], isBegin ? null : Written(rows.Quarantined));
        }

        if (isBegin || rows.Inserted is not null)
        {
            var facets = CanonicalSchema();
            if (agreement is { Columns.Count: > 0 })
                facets["columnLineage"] = ColumnLineage(step.Run, agreement);
            yield return Output(
                options.Value.WarehouseNamespace!,
                options.Value.WarehouseTable!,
                facets,
                isBegin ? null : Written(rows.Inserted + rows.Updated));
        }
    }

    private string InputName(RunDetail run) =>
        options.Value.InputPerObject || run.Dataset.Length == 0 ? run.Object.Key : run.Dataset;

    private static JsonObject InputFacets(TellLineage step, DatasetAgreement? agreement)
    {
        var (run, landed) = (step.Run, step.Run.Object);
        var facets = new JsonObject
        {
            ["subset"] = Subset($"s3://{landed.Bucket}/{landed.Key}"),
            ["inputStatistics"] = Facet.Of(
                "1-0-0",
                "InputStatisticsInputDatasetFacet",
                ("rowCount", run.Rows.Landed - run.Rows.Headers),
                ("size", landed.Size),
                ("fileCount", 1)),
        };
        if (run.Rows.Landed is not null)
            facets["dataQualityAssertions"] = LineageQuality.Assertions(step, agreement);
        if (run.Quality is { } quality)
            facets["dataQualityMetrics"] = LineageQuality.Metrics(quality.Figures, landed, agreement);
        return facets;
    }

    /// <summary>Which object of the folder: this schema's file holds several.</summary>
    private static JsonObject Subset(string location)
    {
        var subset = Facet.Of(
            "1-0-0",
            "BaseSubsetDatasetFacet",
            ("inputCondition", Facet.Object(("type", "location"), ("locations", new JsonArray(location)))));
        subset["_schemaURL"] = $"{subset["_schemaURL"]}".Replace(
            "$defs/BaseSubsetDatasetFacet", "$defs/InputSubsetInputDatasetFacet", StringComparison.Ordinal);
        return subset;
    }

    private static JsonObject Output(string space, string name, JsonObject facets, JsonObject? statistics) => Facet.Object(
        ("namespace", space),
        ("name", name),
        ("facets", facets),
        ("outputFacets", statistics is null ? new JsonObject() : new JsonObject { ["outputStatistics"] = statistics }));

    private static JsonObject Written(long? rows) => Facet.Of("1-0-2", "OutputStatisticsOutputDatasetFacet", ("rowCount", rows));

    private static JsonObject CanonicalSchema() => new()
    {
        ["schema"] = Schema(OrderLine.Columns.Select(column => Field(column.Name, column.Type.ToString().ToLowerInvariant(), null))),
    };

    private static JsonObject Schema(IEnumerable<JsonObject> fields) =>
        Facet.Of("1-2-0", "SchemaDatasetFacet", ("fields", Facet.Array(fields)));

    private static JsonObject Field(string name, string type, string? description) =>
        Facet.Object(("name", name), ("type", type), ("description", description));

    /// <summary>From which column of the file each of the table's comes; what the contract derives or the batch adds is left out.</summary>
    private JsonObject ColumnLineage(RunDetail run, DatasetAgreement agreement)
    {
        var fields = new JsonObject();
        foreach (var columns in agreement.Columns.Where(column => column.Canonical is not null).GroupBy(column => column.Canonical!))
        {
            fields[columns.Key] = Facet.Object(("inputFields", Facet.Array(columns.Select(column => Facet.Object(
                ("namespace", $"s3://{run.Object.Bucket}"),
                ("name", InputName(run)),
                ("field", column.Name),
                ("transformations", new JsonArray(Facet.Object(
                    ("type", "DIRECT"),
                    ("subtype", column.PersonalData is null ? "IDENTITY" : "TRANSFORMATION"),
                    ("masking", column.PersonalData is not null)))))))));
        }

        return Facet.Of("1-2-0", "ColumnLineageDatasetFacet", ("fields", fields));
    }
}
