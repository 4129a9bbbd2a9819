namespace RetailBus.EndToEnd;

/// <summary>What the command line can't do is said in a line, with the exit code for it.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("--port", "99999")]
    [InlineData("--cloud-port", "-1")]
    public async Task A_port_that_is_none_is_wrong_usage(string option, string port)
    {
        var result = await CommandLine.RunAsync(["up", option, port], TestContext.Current.CancellationToken);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"{option} is {port}; give 0 to 65535.", result.Errors, StringComparison.Ordinal);
    }
}
