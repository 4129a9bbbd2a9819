using System.Text;
using System.Text.Json;

namespace RetailBus.EndToEnd;

/// <summary>Quarantined rows corrected and sent again, through the whole pipeline, for both shipped datasets.</summary>
public sealed class ResubmitTests(StackFixture stack) : IClassFixture<StackFixture>
{
    private const string Orders = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";
    private const string Invoices = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    private const string Tea = "900,A,Tea,1,2011-01-01 08:00:00,1.00,,France\n";

    private static readonly string Day = string.Concat(
        Enumerable.Range(1, 30).Select(number => $"{number},B,Jam,1,2011-01-01 08:00:00,2.00,,France\n"));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_corrected_order_lands_as_a_linked_batch_and_each_of_its_versions_is_found()
    {
        var parent = await LandAsync("tills.csv", "orders",
            Orders + "R1,S1,Apple,2,1.50,3.00,2026-03-14T09:30:00Z\nR2,S1,=1+1,many,2.00,2.00,2026-03-14T09:31:00Z\n");
        var batch = parent.GetProperty("batchId").GetString()!;
        Assert.Equal(batch,
            (await RunAsync("quarantine", "list", "--dataset", "orders")).GetProperty("runs")[0].GetProperty("id").GetString());
        var shown = (await RunAsync("quarantine", "show", batch[..8])).GetProperty("rows")[0];
        Assert.Equal((3, "quantity"),
            (shown.GetProperty("line").GetInt32(), shown.GetProperty("reasons")[0].GetProperty("column").GetString()));

        var csv = (await CommandLine.RunAsync(["quarantine", "show", batch, "--csv", "--url", stack.Url], Cancelled)).Output;
        Assert.Equal(Orders.ReplaceLineEndings("\r\n") + "R2,S1,'=1+1,many,2.00,2.00,2026-03-14T09:31:00Z\r\n", csv);
        var corrected = await FileAsync("corrected.csv", csv.Replace("many", "1", StringComparison.Ordinal));
        var child = await RunAsync("quarantine", "resubmit", batch, corrected, "--reason", "asked the till", "--actor", "ana", "--wait");
        Assert.Equal("Completed", child.GetProperty("state").GetString());
        Assert.Equal(1, child.GetProperty("rows").GetProperty("inserted").GetInt32());
        var id = child.GetProperty("batchId").GetString()!;

        var again = await RunAsync("quarantine", "resubmit", batch, corrected, "--reason", "asked the till", "--wait");
        Assert.Equal((true, id), (again.GetProperty("isRepeat").GetBoolean(), again.GetProperty("batchId").GetString()));
        await AssertLinkedAsync(batch, id);

        var where = (await RunAsync("where", "--dataset", "orders", "--key", "store=S1,order=R2,item==1+1")).GetProperty("versions");
        Assert.Equal((id, 2, true), At(Assert.Single(where.EnumerateArray())));

        var newer = await LandAsync("tills.csv", "orders", Orders + "\nR1,S1,Apple,3,1.50,4.50,2026-03-14T09:30:00Z\n");
        var versions =
            (await RunAsync("where", "--dataset", "orders", "--key", "store_id=S1,order_id=R1,item=Apple")).GetProperty("versions");
        Assert.Equal(
            [(newer.GetProperty("batchId").GetString(), 3, true), (batch, 2, false)], versions.EnumerateArray().Select(At));
        Assert.Equal(("replaced", newer.GetProperty("batchId").GetString()),
            (versions[1].GetProperty("reason").GetString(), versions[1].GetProperty("replacedBy").GetString()));

        var wrong = await CommandLine.RunAsync(["where", "--dataset", "orders", "--key", "colour=red", "--url", stack.Url], Cancelled);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("The key of orders is store_id, order_id, item.", wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corrected_lines_that_are_identical_to_others_go_on_with_their_numbers()
    {
        var bad = Tea.Replace(",1,2011", ",one,2011", StringComparison.Ordinal);
        var parent = (await LandAsync("day.csv", "online-retail", Invoices + Day + Tea + bad)).GetProperty("batchId").GetString()!;
        var first = await ResubmitAsync(parent, "first.csv", Invoices + Tea);
        Assert.Equal((1, 0), Counts(first));
        await AssertTeasAsync(2, lines: 32);

        var second = await ResubmitAsync(parent, "second.csv", Invoices + Tea + Tea);
        Assert.Equal((2, 0), Counts(second));
        await AssertTeasAsync(4, lines: 34);

        var key = "InvoiceNo=900,StockCode=A,Description=Tea,Quantity=1,InvoiceDate=2011-01-01 08:00,UnitPrice=1,CustomerID=,Country=France";
        var where = (await RunAsync("where", "--dataset", "online-retail", "--key", key)).GetProperty("versions").EnumerateArray().ToList();
        Assert.Equal(
            [(parent, 32, true), (Id(first), 2, true), (Id(second), 2, true), (Id(second), 3, true)], where.Select(At));
        Assert.Equal([1, 2, 3, 4], where.Select(version => version.GetProperty("lines")[0].GetProperty("occurrence").GetInt32()));

        // A replay numbers the lines as before, and a corrected file in the parent's slot has the first two itself.
        await RunAsync("runs", "replay", Id(second), "--reason", "to see");
        await WaitAsync(Id(second), attempt: 2);
        await AssertTeasAsync(4, lines: 34);
        var whole = await LandAsync("day.csv", "online-retail", Invoices + Day + Tea + Tea);
        Assert.Equal((0, 0),
            (whole.GetProperty("rows").GetProperty("inserted").GetInt32(), whole.GetProperty("rows").GetProperty("retracted").GetInt32()));
        await AssertTeasAsync(4, lines: 34);
    }

    private async Task AssertTeasAsync(int teas, int lines)
    {
        var row = (await RunAsync(
            "query",
            "select count(*) filter (order_id = '900') as teas, count(*) as lines, (select balanced from warehouse_balance) as balanced "
                + "from order_lines where dataset = 'online-retail'"))[0];
        Assert.Equal(
            (teas, lines, true),
            (row.GetProperty("teas").GetInt32(), row.GetProperty("lines").GetInt32(), row.GetProperty("balanced").GetBoolean()));
    }

    /// <summary>The parent learns of the child by a message of its own, which may come a little later.</summary>
    private async Task AssertLinkedAsync(string parent, string child)
    {
        var run = await RunAsync("runs", "show", child);
        Assert.Equal(parent, run.GetProperty("object").GetProperty("resubmission").GetProperty("parentBatchId").GetString());
        Assert.Contains($"Resubmitted from {parent} by ana: asked the till",
            run.GetProperty("timeline")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        while (true)
        {
            var above = await RunAsync("runs", "show", parent);
            Assert.Equal(child, Assert.Single(above.GetProperty("resubmittedAs").EnumerateArray()).GetString());
            if (above.GetProperty("timeline").EnumerateArray().Any(entry =>
                entry.GetProperty("reason").GetString() == $"Rows resubmitted as {child}: asked the till"))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancelled);
        }
    }

    private async Task WaitAsync(string id, int attempt)
    {
        while (true)
        {
            var run = await RunAsync("runs", "show", id);
            if (run.GetProperty("attempt").GetInt32() == attempt && run.GetProperty("state").GetString() == "Completed")
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancelled);
        }
    }

    private static string Id(JsonElement resubmitted) => resubmitted.GetProperty("batchId").GetString()!;

    private static (int Inserted, int Unchanged) Counts(JsonElement run) =>
        (run.GetProperty("rows").GetProperty("inserted").GetInt32(), run.GetProperty("rows").GetProperty("unchanged").GetInt32());

    private static (string? Batch, int Line, bool IsCurrent) At(JsonElement version) => (
        version.GetProperty("batchId").GetString(),
        version.GetProperty("lines")[0].GetProperty("line").GetInt32(),
        version.GetProperty("isCurrent").GetBoolean());

    private async Task<JsonElement> ResubmitAsync(string parent, string name, string content)
    {
        var run = await RunAsync("quarantine", "resubmit", parent, await FileAsync(name, content), "--reason", "typed in", "--wait");
        Assert.Equal("Completed", run.GetProperty("state").GetString());
        return run;
    }

    private async Task<JsonElement> LandAsync(string name, string dataset, string content)
    {
        var landed = (await RunAsync("land", await FileAsync(name, content), "--dataset", dataset, "--wait"))[0];
        Assert.Equal("Completed", landed.GetProperty("state").GetString());
        return landed;
    }

    private async Task<string> FileAsync(string name, string content)
    {
        var path = Path.Combine(stack.Files, name);
        await File.WriteAllTextAsync(path, content, new UTF8Encoding(false), Cancelled);
        return path;
    }

    private Task<JsonElement> RunAsync(params string[] arguments) => CommandLine.JsonAsync(Cancelled, [.. arguments, "--url", stack.Url]);
}
