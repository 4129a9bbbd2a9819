using System.Diagnostics;

namespace RetailBus.EndToEnd.Aws;

public sealed class AwsLintTests
{
    [Fact]
    public async Task Cfn_lint_has_nothing_to_say()
    {
        var lint = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "cfn-lint")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(lint is null, "cfn-lint is not on this machine's PATH");
        var files = Directory.GetFiles(AwsTemplate.Folder, "*.yaml").Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(files);

        using var process = Process.Start(
            new ProcessStartInfo(lint!, files) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("", 0), (output + await errors, process.ExitCode));
    }
}
