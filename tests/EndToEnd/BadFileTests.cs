using System.Security.Cryptography;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;

namespace RetailBus.EndToEnd;

/// <summary>What a shop manager reads when a file can't be taken. The sentences are golden: a change of one must be seen and meant.</summary>
public sealed class BadFileTests(StackFixture stack) : IClassFixture<StackFixture>
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";

    public static TheoryData<string, string, string> Texts => new()
    {
        {
            "missing-column.csv",
            "order_id,store_id,item,price,total_amount,timestamp\nO1,S1,Apple,1.00,1.00,03/14/2026 09:30\n",
            "The file has no column quantity, which orders needs. Its first line is: order_id, store_id, item, price, total_amount, timestamp. "
            + "Add what is missing to the header line and land the file again."
        },
        {
            "nearly-all-bad.csv",
            Header + string.Concat(Enumerable.Range(1, 40).Select(row => $"O{row},S1,Apple,many,1.00,1.00,03/14/2026 09:30\n"))
                + "O99,S1,Apple,1,1.00,1.00,03/14/2026 09:30\n",
            "40 of the first 41 rows break the rules of orders, so the file was not taken. Line 2: quantity is \"many\", which is not a whole number of "
            + "up to 14 digits. Line 3: quantity is \"many\", which is not a whole number of up to 14 digits. Line 4: quantity is \"many\", which is "
            + "not a whole number of up to 14 digits. Check that this is a file of orders, correct it and land it again."
        },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_that_is_not_the_datasets_fails_with_its_reason(string name, string content, string reason)
    {
        var path = Path.Combine(stack.Files, name);
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);

        AssertFailed(await LandAsync(path, "orders"), "Failed", reason);
    }

    [Fact]
    public async Task A_binary_file_fails_with_its_reason()
    {
        var path = Path.Combine(stack.Files, "binary.csv");
        await File.WriteAllBytesAsync(path, RandomNumberGenerator.GetBytes(5_000), TestContext.Current.CancellationToken);

        AssertFailed(
            await LandAsync(path, "orders"), "Failed", "The file is not text: it has bytes that no text has. Save it as CSV (UTF-8) and land that.");
    }

    [Fact]
    public async Task An_empty_upload_is_refused_with_its_reason()
    {
        var path = Path.Combine(stack.Files, "empty.csv");
        await File.WriteAllTextAsync(path, "", TestContext.Current.CancellationToken);

        AssertFailed(
            await LandAsync(path, "orders"), "Refused", "The file is empty: there is nothing to load. Check the export that made it.");
    }

    [Fact]
    public async Task An_upload_to_an_unknown_dataset_is_refused_with_its_reason()
    {
        var path = Path.Combine(stack.Files, "unknown.csv");
        await File.WriteAllTextAsync(path, Header, TestContext.Current.CancellationToken);

        AssertFailed(await LandAsync(path, "nosuch"), "Refused", "There is no dataset \"nosuch\". The datasets are online-retail, orders.");
    }

    [Theory]
    [InlineData(
        "nosuch/shop.csv", "a,b\n",
        "There is no dataset \"nosuch\". The datasets are online-retail, orders: land the file in the folder of one of them.")]
    [InlineData(
        "shop.csv", "a,b\n",
        "The file lies in no dataset's folder. The datasets are online-retail, orders: land the file in the folder of one of them.")]
    [InlineData("orders/empty.csv", "", "The file is empty: it has no line at all. Land the file again with its rows.")]
    public async Task An_object_that_any_client_put_in_the_wrong_place_gets_a_failed_run(string key, string content, string reason)
    {
        var s3 = stack.Stack.Services!.GetRequiredService<IAmazonS3>();
        await s3.PutObjectAsync(
            new PutObjectRequest { BucketName = "retailbus-raw", Key = key, ContentBody = content }, TestContext.Current.CancellationToken);

        var run = await FailedRunAsync(key);

        Assert.Equal(reason, run.GetProperty("reason").GetString());
    }

    private static void AssertFailed(JsonElement landed, string state, string reason)
    {
        var file = Assert.Single(landed.EnumerateArray());
        Assert.Equal(state, file.GetProperty("state").GetString());
        Assert.Equal(reason, file.GetProperty("reason").GetString());
    }

    private async Task<JsonElement> LandAsync(string path, string dataset)
    {
        var result = await CommandLine.RunAsync(
            ["land", path, "--dataset", dataset, "--wait", "--json", "--url", stack.Url], TestContext.Current.CancellationToken);
        Assert.Equal(1, result.ExitCode);
        return JsonDocument.Parse(result.Output).RootElement;
    }

    private async Task<JsonElement> FailedRunAsync(string key)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromMinutes(1), $"{key} has no failed run after a minute.");
            var answer = await CommandLine.JsonAsync(TestContext.Current.CancellationToken, "runs", "--state", "Failed", "--url", stack.Url);
            var found = answer.GetProperty("runs").EnumerateArray()
                .Where(run => run.GetProperty("object").GetProperty("key").GetString() == key)
                .ToList();
            if (found.Count > 0)
                return found[0];
        }
    }
}
