using RetailBus.Cli.Commands;

namespace RetailBus.Cli.Tests;

public sealed class ContractsCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-contracts-");

    private static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "datasets");

    private static string Orders { get; } = Path.Combine(Shipped, "orders.odcs.yaml");

    [Fact]
    public async Task The_shipped_contracts_are_good() =>
        Assert.Equal(ExitCodes.Done, await RetailBusCommand.RunAsync(["contracts", "check", Shipped]));

    [Fact]
    public async Task A_contract_with_an_error_ends_with_1() =>
        Assert.Equal(ExitCodes.Failed, await RetailBusCommand.RunAsync(["contracts", "check", Shipped, Changed("required: true", "requird: true")]));

    [Fact]
    public async Task A_change_of_words_breaks_nobody_when_the_version_says_it()
    {
        var newer = Changed("version: 1.0.0", "version: 1.0.1", "Order lines as", "All order lines as");

        Assert.Equal(ExitCodes.Done, await RetailBusCommand.RunAsync(["contracts", "diff", Orders, newer]));
    }

    [Fact]
    public async Task A_change_that_the_version_does_not_say_ends_with_1() =>
        Assert.Equal(ExitCodes.Failed, await RetailBusCommand.RunAsync(["contracts", "diff", Orders, Changed("minimum: 0", "minimum: 1")]));

    [Fact]
    public async Task A_change_that_breaks_readers_ends_with_1_whatever_the_version()
    {
        var newer = Changed("version: 1.0.0", "version: 2.0.0", "quantity < 0", "quantity <= 0");

        Assert.Equal(ExitCodes.Failed, await RetailBusCommand.RunAsync(["contracts", "diff", Orders, newer]));
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("spark")]
    public async Task Generated_SQL_is_printed(string dialect) =>
        Assert.Equal(ExitCodes.Done, await RetailBusCommand.RunAsync(["contracts", "sql", "orders", "--dialect", dialect]));

    [Fact]
    public async Task What_is_not_there_ends_with_1() =>
        Assert.Equal(ExitCodes.Failed, await RetailBusCommand.RunAsync(["contracts", "sql", "nothing"]));

    [Theory]
    [InlineData("contracts", "sql", "orders", "--dialect", "cobol")]
    [InlineData("contracts", "diff", "one")]
    [InlineData("contracts", "infer")]
    public async Task Wrong_usage_ends_with_2(params string[] arguments) =>
        Assert.Equal(ExitCodes.WrongUsage, await RetailBusCommand.RunAsync(arguments));

    [Fact]
    public async Task A_contract_is_drafted_from_a_file()
    {
        var sample = Path.Combine(_folder.FullName, "Sales 2026.csv");
        await File.WriteAllTextAsync(sample, "order_id,store,item,qty,price,time\n1,S1,a,1,1.5,2026-11-23\n", TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.Done, await RetailBusCommand.RunAsync(["contracts", "infer", sample]));
        Assert.Equal("sales-2026", ContractText.DatasetName(sample));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <param name="changes">What the shipped contract of orders says and what is put in its place, in turn.</param>
    private string Changed(params string[] changes)
    {
        var text = File.ReadAllText(Orders);
        foreach (var change in changes.Chunk(2))
        {
            Assert.Contains(change[0], text, StringComparison.Ordinal);
            text = text.Replace(change[0], change[1], StringComparison.Ordinal);
        }

        var path = Path.Combine(_folder.FullName, "orders.odcs.yaml");
        File.WriteAllText(path, text);
        return path;
    }
}
