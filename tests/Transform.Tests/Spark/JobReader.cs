using System.Text.Json;
using System.Text.Json.Nodes;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Spark;

namespace RetailBus.Transform.Tests.Spark;

/// <summary>The Spark job's reader, over all files in one process.</summary>
internal sealed class JobReader(string folder)
{
    private readonly Dictionary<DatasetContract, string> _programs = new(ReferenceEqualityComparer.Instance);

    public async Task<List<ReaderOutcome>> ReadAsync(IReadOnlyList<ReaderFile> files)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var list = new JsonArray();
        foreach (var file in files)
        {
            var path = Path.Combine(folder, $"{list.Count}.file");
            await File.WriteAllBytesAsync(path, file.Bytes, cancellationToken);
            var limits = new JsonObject { ["expandedBytes"] = file.MostBytes, ["expansion"] = 200 };
            list.Add(new JsonObject { ["path"] = path, ["program"] = await ProgramAsync(file.Contract), ["limits"] = limits });
        }

        var listed = Path.Combine(folder, "files.json");
        await File.WriteAllTextAsync(listed, list.ToJsonString(), cancellationToken);
        var output = await Python.RunAsync(Path.Combine(Python.Parity, "read_files.py"), Python.Job, listed);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Zip(files, (line, file) => Outcome(line, file.Contract))];
    }

    private async Task<string> ProgramAsync(DatasetContract contract)
    {
        if (_programs.TryGetValue(contract, out var known))
            return known;
        var path = Path.Combine(folder, $"{_programs.Count}.program.json");
        await File.WriteAllTextAsync(path, SparkProgram.Of(contract).ToJson(), TestContext.Current.CancellationToken);
        return _programs[contract] = path;
    }

    private static ReaderOutcome Outcome(string line, DatasetContract contract)
    {
        using var outcome = JsonDocument.Parse(line);
        return outcome.RootElement.TryGetProperty("rows", out var rows)
            ? new ReaderOutcome([.. rows.EnumerateArray().Select((row, ordinal) => Record(row, ordinal, contract))])
            : new ReaderOutcome([], $"{outcome.RootElement.GetProperty("code")}: {outcome.RootElement.GetProperty("reason")}");
    }

    private static string Record(JsonElement row, int ordinal, DatasetContract contract)
    {
        Assert.Equal(ordinal, row.GetProperty("ordinal").GetInt32());
        return ReaderOutcome.Text(
            row.GetProperty("line").GetInt64(),
            row.GetProperty("fields").GetInt32(),
            row.GetProperty("width").GetInt32(),
            row.GetProperty("broken").GetInt32(),
            row.GetProperty("is_header").GetBoolean(),
            contract.Columns.Select((_, place) => row.TryGetProperty($"c{place}", out var value) ? value.GetString() : null).ToList(),
            row.GetProperty("extra").GetString(),
            row.GetProperty("raw").GetString()!);
    }
}
