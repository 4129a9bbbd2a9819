using RetailBus.Transform.Datasets;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Datasets;

public sealed class ContractReaderTests
{
    [Fact]
    public void The_shipped_contracts_say_what_the_design_says()
    {
        var orders = LocalEngine.Contract("orders");
        var retail = LocalEngine.Contract("online-retail");

        Assert.Equal(["store_id", "order_id", "item"], orders.Key.Select(column => column.Name));
        Assert.Equal(
            (true, false, DatasetContract.Merge),
            (orders.HeaderOptional, orders.KeepIdenticalLines, orders.OnReland));
        Assert.Equal(8, retail.Key.Count);
        Assert.Equal(
            (false, true, DatasetContract.Replace),
            (retail.HeaderOptional, retail.KeepIdenticalLines, retail.OnReland));
        Assert.Equal(["amount", "currency", "is_return"], retail.Derived.Keys.Order());
    }

    /// <param name="right">What the shipped contract says.</param>
    /// <param name="wrong">What is put in its place.</param>
    /// <param name="place">Text of the line that the error must name.</param>
    /// <param name="message">The error after file and line.</param>
    [Theory]
    [InlineData("kind: DataContract", "kind: Contract", "apiVersion", "kind must be DataContract.")]
    [InlineData("version: 1.0.0", "version: one", "apiVersion", "version \"one\" must be three numbers, such as 1.0.0.")]
    [InlineData(
        "primaryKeyPosition: 3",
        "primaryKeyPosition: 1",
        "- name: orders",
        "store_id and item have the same primaryKeyPosition 1. Number the key's columns 1, 2 and so on: the order is part of a row's identity.")]
    [InlineData("value: merge", "value: append", "append", "\"append\" is not one of merge, replace.")]
    [InlineData("quantity < 0", "quantity + 0", "quantity + 0", "\"quantity + 0\" gives Number where Boolean is needed.")]
    [InlineData(
        "property: onReland",
        "property: onRelanding",
        "onRelanding",
        "customProperties has no onRelanding here. Did you mean onReland? Known are headerOptional, keepIdenticalLines, onReland, rejectLimit, "
        + "delimiters, decimalSeparator, groupSeparator, quotes, unknownColumns.")]
    [InlineData(
        "logicalType: integer",
        "logicalType: int",
        "logicalType: int",
        "\"int\" is not one of string, number, integer, boolean, timestamp, date.")]
    [InlineData(
        "quantity * price",
        "quantity * cost",
        "- type: custom",
        "\"abs(total_amount - quantity * cost) <= 0.01\" can't be read: there is no column cost (position 31); "
        + "there are order_id, store_id, item, quantity, price, total_amount, timestamp.")]
    [InlineData(
        "- type: custom",
        "- type: sql",
        "- type: sql",
        "Rules of type sql are refused: they would run whatever they say. Write it as type custom, engine retailbus.")]
    [InlineData(
        "MM/dd/yyyy HH:mm",
        "MM/DD/yyyy",
        "MM/DD/yyyy",
        "\"MM/DD/yyyy\" is not a time format. Write a pattern of yyyy, yy, MM, dd, HH, mm, ss, SSS, or ISO 8601.")]
    [InlineData(
        "MM/dd/yyyy HH:mm",
        "Mdyyyy H:mm",
        "Mdyyyy H:mm",
        "In \"Mdyyyy H:mm\" fields of one letter stand beside others, so that it can't be told where they end. Write MMddyyyy H:mm.")]
    [InlineData(
        "            value: amount\n",
        "            value: item_name\n",
        "  - name: orders",
        "Nothing fills the canonical column amount. Give a column the custom property \"canonical: amount\", or derive it.")]
    public void An_error_names_file_line_and_fix(string right, string wrong, string place, string message)
    {
        var shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "datasets", "orders.odcs.yaml"));
        Assert.Contains(right, shipped, StringComparison.Ordinal);
        var text = shipped.Replace(right, wrong, StringComparison.Ordinal);
        var line = text[..text.IndexOf(place, StringComparison.Ordinal)].Count(character => character == '\n') + 1;

        Assert.Contains($"orders.odcs.yaml({line}): {message}", Errors(text));
    }

    [Fact]
    public void All_errors_are_told_at_once_each_with_its_line()
    {
        var errors = Errors("apiVersion: v2.0.0\nkind: DataContract\nid: x\nname: orders\nstatus: draft\nverison: 1.0.0\nschema: []\n");

        Assert.Contains("orders.odcs.yaml(1): version is missing. Add \"version: ...\" here.", errors);
        Assert.Contains("orders.odcs.yaml(1): schema must list one object, the file's rows; it lists 0.", errors);
        Assert.Contains(errors, error => error.Contains("verison is not known here", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("apiVersion must be a v3", StringComparison.Ordinal));
    }

    [Fact]
    public void Text_that_is_no_YAML_is_said_so()
    {
        Assert.Matches(@"^orders\.odcs\.yaml\(\d\): this is no YAML: ", Errors("name: [\n").Single());
    }

    private static IReadOnlyList<string> Errors(string yaml)
    {
        using var reader = new StringReader(yaml);
        return Assert.Throws<ContractException>(() => ContractReader.Read(reader, "orders.odcs.yaml")).Errors;
    }
}
