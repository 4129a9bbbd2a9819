using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using RetailBus.Cli.Commands;

namespace RetailBus.EndToEnd.Aws;

/// <summary>Every <c>retailbus</c> command that stands in a page of <c>deploy</c>, read by the command line's own parser.</summary>
public sealed partial class RunbookTests
{
    /// <summary>What a page puts where a reader puts something of their own.</summary>
    private static readonly (string Written, string Meant)[] Placeholders = [("\"...\"", "\"why\"")];

    public static TheoryData<string, string> Commands { get; } = Found();

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_of_a_runbook_is_one(string page, string command)
    {
        var parsed = RetailBusCommand.Create().Parse([.. CommandLineParser.SplitCommandLine(command).Skip(1)]);

        Assert.True(parsed.Errors.Count == 0, $"{page}: {command}: {string.Join(' ', parsed.Errors.Select(error => error.Message))}");
    }

    [Fact]
    public void Each_runbook_that_has_commands_is_read()
    {
        var read = Commands.Select(row => row.Data.Item1).ToHashSet();

        Assert.Superset(
            new HashSet<string>(["install.md", "upgrade.md", "rotate-keys.md", "redrive.md", "replay.md", "restore.md"]), read);
        Assert.True(Commands.Count > 50, $"{Commands.Count} commands");
    }

    [Theory]
    [InlineData("retailbus runs --status Failed")]
    [InlineData("retailbus runs show")]
    [InlineData("retailbus redrive retailbus-load_error")]
    public void A_command_that_is_none_is_noticed(string command) =>
        Assert.NotEmpty(RetailBusCommand.Create().Parse([.. CommandLineParser.SplitCommandLine(command).Skip(1)]).Errors);

    /// <summary>
    /// On lines of their own, in the midst of a sentence between backticks, and as the words of a task that a person starts.
    /// </summary>
    private static TheoryData<string, string> Found()
    {
        var found = new TheoryData<string, string>();
        foreach (var page in Directory.EnumerateFiles(Path.Combine(Repository.Root, "deploy"), "*.md", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal))
        {
            var folder = Path.GetFileName(Path.GetDirectoryName(page)!);
            if (folder is not ("runbooks" or "aws" or "docker"))
                continue;
            foreach (var command in File.ReadLines(page).SelectMany(Of))
                found.Add(Path.GetFileName(page), command);
        }

        return found;
    }

    private static IEnumerable<string> Of(string line)
    {
        var text = Placeholders.Aggregate(line.Trim(), (so, each) => so.Replace(each.Written, each.Meant, StringComparison.Ordinal));
        if (text.StartsWith("retailbus ", StringComparison.Ordinal))
            return [text.Split(" > ")[0].Split(" #")[0]];
        if (text.StartsWith("admin ", StringComparison.Ordinal))
            return ["retailbus " + text["admin ".Length..]];
        return InText().Matches(text).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex("`(retailbus [a-z][^`]*)`")]
    private static partial Regex InText();
}
