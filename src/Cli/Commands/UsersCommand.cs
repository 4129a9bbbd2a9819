using System.CommandLine;
using RetailBus.Cli.Output;
using RetailBus.Cli.Stack;
using RetailBus.Platform.Security;
using RetailBus.Web.Security.Accounts;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>users</c>: the local accounts of a stack. The first one makes the stack ask everybody who they are, from its next start.</summary>
internal static class UsersCommand
{
    public static Command Create() => new("users", "The accounts that may sign in.") { Add(), List(), Role(), Password(), Remove() };

    private static Command Add()
    {
        var name = Name();
        var role = RoleOption();
        var data = CommonOptions.Data();
        var command = new Command("add", "Makes an account; asks for its password, or reads it from stdin.") { name, role, data };
        command.SetAction(parsed => Act(parsed.GetRequiredValue(data), accounts =>
        {
            var (who, what) = (parsed.GetRequiredValue(name), parsed.GetRequiredValue(role));
            accounts.Add(who, what, PasswordPrompt.Read());
            return $"{who} may sign in as {what}. A running stack that asked nobody yet does from its next start.";
        }));
        return command;
    }

    private static Command List()
    {
        var data = CommonOptions.Data();
        var json = CommonOptions.Json();
        var command = new Command("list", "Shows who may sign in.") { data, json };
        command.SetAction(parsed =>
        {
            var accounts = Of(parsed.GetRequiredValue(data)).List();
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(accounts.Select(account => new { account.Name, account.Role }));
                return;
            }

            foreach (var account in accounts)
                AnsiConsole.MarkupLine($"{Markup.Escape(account.Name)} [grey]{account.Role}[/]");
            if (accounts.Count == 0)
                AnsiConsole.MarkupLine("No accounts. Make one with: retailbus users add NAME --role operator");
        });
        return command;
    }

    private static Command Role()
    {
        var name = Name();
        var role = new Argument<string>("ROLE") { Description = $"One of {string.Join(", ", AccessRoles.Names)}." };
        role.AcceptOnlyFromAmong([.. AccessRoles.Names]);
        var data = CommonOptions.Data();
        var command = new Command("role", "Gives an account another role; ends its sessions.") { name, role, data };
        command.SetAction(parsed => Act(parsed.GetRequiredValue(data), accounts =>
        {
            accounts.SetRole(parsed.GetRequiredValue(name), parsed.GetRequiredValue(role));
            return $"{parsed.GetRequiredValue(name)} is {parsed.GetRequiredValue(role)} now.";
        }));
        return command;
    }

    private static Command Password()
    {
        var name = Name();
        var data = CommonOptions.Data();
        var command = new Command("password", "Gives an account another password; ends its sessions.") { name, data };
        command.SetAction(parsed => Act(parsed.GetRequiredValue(data), accounts =>
        {
            accounts.SetPassword(parsed.GetRequiredValue(name), PasswordPrompt.Read());
            return $"{parsed.GetRequiredValue(name)} has a new password.";
        }));
        return command;
    }

    private static Command Remove()
    {
        var name = Name();
        var data = CommonOptions.Data();
        var command = new Command("remove", "Removes an account; ends its sessions.") { name, data };
        command.SetAction(parsed => Act(parsed.GetRequiredValue(data), accounts =>
        {
            accounts.Remove(parsed.GetRequiredValue(name));
            return $"{parsed.GetRequiredValue(name)} may not sign in any more.";
        }));
        return command;
    }

    internal static Option<string> RoleOption()
    {
        var role = new Option<string>("--role") { Description = $"What it may do: {string.Join(", ", AccessRoles.Names)}.", Required = true };
        role.AcceptOnlyFromAmong([.. AccessRoles.Names]);
        return role;
    }

    private static Argument<string> Name() => new("NAME") { Description = "As it is typed at sign-in and stands on timelines." };

    private static AccountStore Of(string data) => new(StackSettings.SecurityFolder(Path.GetFullPath(data)));

    private static void Act(string data, Func<AccountStore, string> act)
    {
        try
        {
            AnsiConsole.MarkupLine(Markup.Escape(act(Of(data))));
        }
        catch (AccountException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
