using RetailBus.Cli.Output;
using RetailBus.Cli.Stack;

namespace RetailBus.EndToEnd;

/// <summary>A stack that can't start says why, and leaves nothing behind that keeps the next one from starting.</summary>
public sealed class StackStartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-start-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("logicalType: integer", "logicalType: interger", "Did you mean integer?")]
    [InlineData(
        "value: item_id\n", "value: item_id\n          - { property: pii, value: hash }\n",
        "Transform:PiiKey is not set, but orders has personal data to hash")]
    public async Task A_contract_that_can_not_be_used_is_told(string good, string bad, string told)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "datasets", "orders.odcs.yaml");
        var contract = (await File.ReadAllTextAsync(shipped, Cancelled)).ReplaceLineEndings("\n");
        var changed = contract.Replace(good, bad, StringComparison.Ordinal);
        Assert.NotEqual(contract, changed);
        var file = Path.Combine(_folder.FullName, "orders.odcs.yaml");
        await File.WriteAllTextAsync(file, changed, Cancelled);

        var fault = await Assert.ThrowsAnyAsync<Exception>(StartAsync);

        Assert.Contains(told, ErrorText.Of(fault), StringComparison.Ordinal);
        File.Copy(shipped, file, overwrite: true);
        await using var stack = await StartAsync();
        Assert.NotNull(stack.Url);

        Task<RetailBusStack> StartAsync() => RetailBusStack.StartAsync(
            new StackOptions
            {
                DataDirectory = Path.Combine(_folder.FullName, "data"),
                Port = 0,
                CloudPort = 0,
                Settings = new Dictionary<string, string?> { ["Datasets:Path"] = _folder.FullName, ["Logging:LogLevel:Default"] = "None" },
            },
            Cancelled);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
