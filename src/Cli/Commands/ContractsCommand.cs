using System.CommandLine;
using RetailBus.Cli.Output;
using RetailBus.Platform.Datasets;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Dialects;
using RetailBus.Transform.Drafts;

namespace RetailBus.Cli.Commands;

/// <summary><c>contracts check|diff|infer|sql</c>: contracts before a service reads them; needs no running stack.</summary>
internal static class ContractsCommand
{
    private const string Suffix = ".odcs.yaml";

    public static Command Create() => new("contracts", "Checks, compares and drafts the datasets' contracts.") { Check(), Diff(), Infer(), Sql() };

    private static Command Check()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Contracts, or folders of them. Default: the folder that Datasets__Path names, else the shipped ones.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var json = CommonOptions.Json();
        var command = new Command("check", "Names all errors of contracts, each with file, line and what to write.") { files, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var found = ContractFolder.Files(parsed.GetValue(files) is { Length: > 0 } named ? named : [DefaultFolder]);
            var checks = found.Select(file => new { File = file, Errors = ContractFolder.Errors(file) }).ToList();
            if (parsed.GetValue(json))
                JsonOutput.Write(checks);
            foreach (var check in checks.Where(_ => !parsed.GetValue(json)))
            {
                var text = check.Errors.Count == 0 ? $"{check.File}: good" : string.Join('\n', check.Errors);
                await Console.Out.WriteLineAsync(text.AsMemory(), cancellationToken);
            }

            return checks.TrueForAll(check => check.Errors.Count == 0) && checks.Count > 0 ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static Command Diff()
    {
        var older = new Argument<string>("OLD") { Description = "The contract as it was." };
        var newer = new Argument<string>("NEW") { Description = "The contract as it is to be." };
        var json = CommonOptions.Json();
        var command = new Command(
            "diff",
            "Says what changed, whom it breaks, and what version number it asks for. Exit code 1: readers break, or the number says too little.")
        {
            older, newer, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var diff = ContractDiff.Of(Read(parsed.GetRequiredValue(older)), Read(parsed.GetRequiredValue(newer)));
            if (parsed.GetValue(json))
            {
                var changes = diff.Changes.Select(Told);
                JsonOutput.Write(new { diff.BreaksReaders, diff.NeededBump, diff.NeededVersion, diff.HasNeededVersion, Changes = changes });
            }
            else
            {
                await Console.Out.WriteLineAsync(ContractText.Of(diff).AsMemory(), cancellationToken);
            }

            return diff is { BreaksReaders: false, HasNeededVersion: true } ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static Command Infer()
    {
        var file = new Argument<string>("FILE") { Description = "A file as a store sends it, with its header line." };
        var name = new Option<string?>("--name") { Description = "The dataset's name. Default: the file's, as far as it can be one." };
        const string About = "Drafts a contract from a sample, on stdout; what is to be decided is said on stderr.";
        var command = new Command("infer", About) { file, name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            await using var sample = File.OpenRead(path);
            var draft = await ContractDraft.FromAsync(sample, parsed.GetValue(name) ?? ContractText.DatasetName(path), cancellationToken);
            await Console.Out.WriteAsync(draft.Yaml.AsMemory(), cancellationToken);
            foreach (var open in draft.Open)
                await Console.Error.WriteLineAsync(open.AsMemory(), cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Sql()
    {
        var dataset = new Argument<string>("DATASET") { Description = "A dataset's name, or its contract's file." };
        var dialect = new Option<string>("--dialect") { Description = "duckdb or spark.", DefaultValueFactory = _ => ContractSql.DuckDb };
        dialect.AcceptOnlyFromAmong([.. ContractSql.Dialects]);
        const string About = "Prints what is generated from a contract; for Spark the JSON that the Databricks job takes.";
        var command = new Command("sql", About) { dataset, dialect };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(dataset);
            var contract = Read(File.Exists(name) ? name : Path.Combine(DefaultFolder, name + Suffix));
            await Console.Out.WriteAsync(ContractSql.Of(contract, parsed.GetRequiredValue(dialect)).AsMemory(), cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }

    private static string DefaultFolder =>
        Environment.GetEnvironmentVariable($"{DatasetOptions.Section}__Path") is { Length: > 0 } folder ? folder : new DatasetOptions().Path;

    private static DatasetContract Read(string file)
    {
        try
        {
            return ContractReader.Read(ContractFolder.Files([file])[0]);
        }
        catch (ContractException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static object Told(ContractChange change) => new { Impact = change.Impact.ToString(), change.What };
}
