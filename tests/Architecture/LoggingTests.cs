using System.Text.RegularExpressions;

namespace RetailBus.Architecture;

public sealed partial class LoggingTests
{
    /// <summary>They format on each call, take any object, and nobody sees in one place what is logged.</summary>
    [Fact]
    public void All_logging_is_source_generated() =>
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor")
            .Where(Repository.IsSource)
            .SelectMany(file => File.ReadLines(file)
                .Select((line, index) => (line, at: $"{Path.GetRelativePath(Repository.Root, file)}:{index + 1}"))
                .Where(found => Extension().IsMatch(found.line))
                .Select(found => found.at)));

    [Theory]
    [InlineData("logger.LogInformation(\"x\");")]
    [InlineData("_logger.Log(LogLevel.Warning, \"x\");")]
    [InlineData("Logger?.LogError(exception, \"x\");")]
    public void A_call_of_an_extension_is_found(string line) => Assert.Matches(Extension(), line);

    [GeneratedRegex(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)\(|\.Log\(LogLevel\.")]
    private static partial Regex Extension();
}
