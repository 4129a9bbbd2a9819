using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary>Passwords come from the keyboard, unseen, or from stdin; never from an argument.</summary>
internal static class PasswordPrompt
{
    /// <exception cref="UsageException">There is none, or the two that were typed differ.</exception>
    public static string Read()
    {
        if (Console.IsInputRedirected)
            return Console.In.ReadLine() is { Length: > 0 } line ? line : throw new UsageException("Give the password as the one line of stdin.");

        var password = Ask("Password:");
        return password == Ask("Once more:") ? password : throw new UsageException("The two passwords differ. Nothing was changed.");
    }

    private static string Ask(string question) => AnsiConsole.Prompt(new TextPrompt<string>(question).Secret(mask: null));
}
