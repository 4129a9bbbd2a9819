using System.CommandLine.Parsing;
using RetailBus.Cli.Commands;

namespace RetailBus.Cli.Tests;

public sealed class ReadmeTests
{
    /// <summary>Lines of the README that call the command, without their remarks.</summary>
    public static TheoryData<string> Commands { get; } = [.. Lines()];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_of_the_README_is_one(string command) =>
        Assert.Empty(RetailBusCommand.Create().Parse([.. CommandLineParser.SplitCommandLine(command).Skip(1)]).Errors);

    private static IEnumerable<string> Lines() => File.ReadLines(Path.Combine(RepositoryFolder.Find(), "README.md"))
        .Where(line => line.StartsWith("retailbus ", StringComparison.Ordinal))
        .Select(line => line.Split(" #")[0].Split(" > ")[0].Trim());
}
