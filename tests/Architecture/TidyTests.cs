namespace RetailBus.Architecture;

public class TidyTests
{
    private const int LongestFile = 400;
    private const int LongestLine = 180;

    [Fact]
    public void No_file_is_longer_than_a_reader_holds_in_mind()
    {
        var offenders = Files().Where(file => File.ReadLines(file).Count() > LongestFile);

        Assert.Empty(offenders);
    }

    [Fact]
    public void No_line_runs_off_the_page() =>
        Assert.Empty(Files().SelectMany(file => File.ReadLines(file)
            .Select((line, index) => (line, at: $"{Path.GetRelativePath(Repository.Root, file)}:{index + 1}"))
            .Where(found => found.line.Length > LongestLine)
            .Select(found => found.at)));

    [Fact]
    public void No_unfinished_mark_is_left()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception"];

        var offenders = Files()
            .Where(file => File.ReadAllText(file) is var text && marks.Any(mark => text.Contains(mark, StringComparison.Ordinal)));

        Assert.Empty(offenders);
    }

    private static IEnumerable<string> Files() =>
        new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(Repository.IsSource);
}
