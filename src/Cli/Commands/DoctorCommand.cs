using System.CommandLine;
using RetailBus.Cli.Doctor;
using RetailBus.Cli.Output;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>doctor</c>: looks at everything that a stack with these options and this configuration uses, and changes nothing.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var arguments = new StackArguments();
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        const string About = "Checks settings, contracts and every dependency with read-only calls; says what mends it. Ends with 1 if something is broken.";
        var command = new Command("doctor", About) { json, url };
        arguments.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var areas = new List<AreaReport>();
            await foreach (var area in Examinations.RunAsync(arguments.Read(parsed), parsed.GetRequiredValue(url), cancellationToken))
            {
                areas.Add(area);
                if (!parsed.GetValue(json))
                    Print(area);
            }

            var diagnoses = areas.SelectMany(area => area.Diagnoses).ToList();
            var bad = diagnoses.Count(diagnosis => diagnosis.Verdict == Verdict.Bad);
            var notes = diagnoses.Count(diagnosis => diagnosis.Verdict == Verdict.Note);
            if (parsed.GetValue(json))
                JsonOutput.Write(new { healthy = bad == 0, areas = areas.Select(Told) });
            else
                AnsiConsole.MarkupLine($"{(bad == 0 ? "[green]Nothing is broken[/]" : $"[red]{bad} broken[/]")}[grey]; {notes} worth knowing.[/]");
            return bad == 0 ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static void Print(AreaReport area)
    {
        AnsiConsole.MarkupLine($"[bold]{Markup.Escape(area.Area)}[/]");
        foreach (var diagnosis in area.Diagnoses)
        {
            AnsiConsole.MarkupLine($"  {Sign(diagnosis.Verdict)} {Markup.Escape(diagnosis.Subject)}: {Markup.Escape(diagnosis.Found)}");
            if (diagnosis.Meaning is { } meaning)
                AnsiConsole.MarkupLine($"       [grey]{Markup.Escape(meaning)}[/]");
            if (diagnosis.Remedy is { } remedy)
                AnsiConsole.MarkupLine($"       [grey]→[/] {Markup.Escape(remedy)}");
        }
    }

    private static string Sign(Verdict verdict) => verdict switch
    {
        Verdict.Good => "[green]good[/]",
        Verdict.Note => "[yellow]note[/]",
        _ => "[red]bad [/]",
    };

    private static object Told(AreaReport area) => new
    {
        area.Area,
        Diagnoses = area.Diagnoses.Select(diagnosis => new
        {
            diagnosis.Subject,
            Verdict = diagnosis.Verdict.ToString(),
            diagnosis.Found,
            diagnosis.Meaning,
            diagnosis.Remedy,
        }),
    };
}
