using System.CommandLine;
using RetailBus.Cli.Output;
using RetailBus.Cli.Stack;
using RetailBus.Web.Security.Accounts;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>keys</c>: what programs show a stack in a password's place.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "The API keys of programs.") { Add(), List(), Remove() };

    private static Command Add()
    {
        var name = new Argument<string>("NAME") { Description = "Of the program; timelines say \"key NAME\"." };
        var role = UsersCommand.RoleOption();
        var data = CommonOptions.Data();
        var command = new Command("add", "Makes a key and prints it: this once, it is not kept.") { name, role, data };
        command.SetAction(parsed => Act(() =>
        {
            // Alone on stdout, so that it can be piped to where secrets are kept.
            Console.Out.WriteLine(Of(parsed.GetRequiredValue(data)).Issue(
                parsed.GetRequiredValue(name), parsed.GetRequiredValue(role), TimeProvider.System.GetUtcNow()));
            Console.Error.WriteLine($"Keep it now; it can't be shown again. The verbs take it from {CommonOptions.ApiKeyVariable}.");
        }));
        return command;
    }

    private static Command List()
    {
        var data = CommonOptions.Data();
        var json = CommonOptions.Json();
        var command = new Command("list", "Shows the keys' ids, names and roles.") { data, json };
        command.SetAction(parsed => Act(() =>
        {
            var keys = Of(parsed.GetRequiredValue(data)).List();
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(keys.Select(key => new { key.Id, key.Name, key.Role, key.CreatedAt }));
                return;
            }

            foreach (var key in keys)
                AnsiConsole.MarkupLine($"{key.Id} {Markup.Escape(key.Name)} [grey]{key.Role}, made {key.CreatedAt:yyyy-MM-dd HH:mm} UTC[/]");
            if (keys.Count == 0)
                AnsiConsole.MarkupLine("No keys. Make one with: retailbus keys add NAME --role viewer");
        }));
        return command;
    }

    private static Command Remove()
    {
        var id = new Argument<string>("ID") { Description = "As keys list shows it." };
        var data = CommonOptions.Data();
        var command = new Command("remove", "Removes a key; it is refused from now on.") { id, data };
        command.SetAction(parsed => Act(() =>
        {
            Of(parsed.GetRequiredValue(data)).Remove(parsed.GetRequiredValue(id));
            AnsiConsole.MarkupLine("Removed.");
        }));
        return command;
    }

    private static ApiKeyStore Of(string data) => new(StackSettings.SecurityFolder(Path.GetFullPath(data)));

    private static void Act(Action act)
    {
        try
        {
            act();
        }
        catch (AccountException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
