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

    [Theory]
    [InlineData("kind: DataContract", "kind: Contract", "orders.odcs.yaml(1): kind must be DataContract.")]
    [InlineData("onReland", "onRelanding", "orders.odcs.yaml(78): customProperties has no onRelanding here. Known are headerOptional, keepIdenticalLines, onReland, rejectLimit, delimiters.")]
    [InlineData("value: merge", "value: append", "orders.odcs.yaml(79): \"append\" is not one of merge, replace.")]
    [InlineData("logicalType: integer", "logicalType: int", "orders.odcs.yaml(41): \"int\" is not one of string, number, integer, boolean, timestamp, date.")]
    [InlineData("quantity * price", "quantity * cost", "orders.odcs.yaml(60): \"abs(total_amount - quantity * cost) <= 0.01\" can't be read: there is no column cost (position 31); there are order_id, store_id, item, quantity, price, total_amount, timestamp.")]
    [InlineData("quantity < 0", "quantity + 0", "orders.odcs.yaml(79): \"quantity + 0\" gives Number where Boolean is needed.")]
    [InlineData("- type: custom\n", "- type: sql\n", "orders.odcs.yaml(60): Rules of type sql are refused: they would run whatever they say. Write it as type custom, engine retailbus.")]
    [InlineData("MM/dd/yyyy HH:mm", "MM/DD/yyyy", "orders.odcs.yaml(75): \"MM/DD/yyyy\" is not a time format. Write a pattern of yyyy, yy, MM, dd, HH, mm, ss, SSS, or ISO 8601.")]
    [InlineData("            value: amount\n", "            value: item_name\n", "orders.odcs.yaml(12): Nothing fills the canonical column amount. Give a column the custom property \"canonical: amount\", or derive it.")]
    [InlineData("version: 1.0.0", "version: one", "orders.odcs.yaml(1): version \"one\" must be three numbers, such as 1.0.0.")]
    public void An_error_names_file_line_and_fix(string right, string wrong, string expected)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "datasets", "orders.odcs.yaml"));
        Assert.Contains(right, text, StringComparison.Ordinal);

        var errors = Errors(text.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(WithoutLine(expected), errors.Select(WithoutLine));
        Assert.All(errors, error => Assert.Matches(@"^orders\.odcs\.yaml\(\d+\): ", error));
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
        Assert.StartsWith("orders.odcs.yaml(1): this is no YAML: ", Errors("name: [\n").Single().Replace("(2)", "(1)", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string WithoutLine(string error) => error[error.IndexOf(')', StringComparison.Ordinal)..];

    private static IReadOnlyList<string> Errors(string yaml)
    {
        using var reader = new StringReader(yaml);
        return Assert.Throws<ContractException>(() => ContractReader.Read(reader, "orders.odcs.yaml")).Errors;
    }
}
