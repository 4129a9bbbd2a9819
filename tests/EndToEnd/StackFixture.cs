using RetailBus.Cli.Stack;

namespace RetailBus.EndToEnd;

/// <summary>A stack on a fresh data folder and free ports.</summary>
public sealed class StackFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("retailbus-e2e-");
    private RetailBusStack? _stack;

    internal RetailBusStack Stack => _stack ?? throw new InvalidOperationException("The stack is not up.");

    internal string Url => Stack.Url!.ToString();

    internal string AwsUrl => Stack.AwsUrl!.ToString();

    internal string Data => Path.Combine(_data.FullName, "data");

    /// <summary>A folder for files that a test makes.</summary>
    internal string Files => _data.CreateSubdirectory("files").FullName;

    public async ValueTask InitializeAsync() => _stack = await RetailBusStack.StartAsync(
        new StackOptions { DataDirectory = Data, Port = 0, CloudPort = 0 },
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_stack is not null)
            await _stack.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
