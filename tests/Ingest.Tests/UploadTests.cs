using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Amazon.S3.Model;
using Microsoft.AspNetCore.Mvc;
using RetailBus.Ingest.Tests.Support;
using RetailBus.Ingest.Uploads;

namespace RetailBus.Ingest.Tests;

[Collection(LandCollection.Name)]
public sealed class UploadTests(LandHost host)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(10)]
    [InlineData(UploadParts.PartBytes)]
    [InlineData(UploadParts.PartBytes + 1)]
    [InlineData((2 * UploadParts.PartBytes) + 12345)]
    public async Task A_body_lands_byte_for_byte_and_its_batch_is_the_one_answered(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);

        var landed = await UploadAsync($"/api/uploads/orders?name=size-{size}.csv", new StreamContent(new UnseekableStream(content)));

        Assert.Equal(($"orders/size-{size}.csv", (long)size), (landed.Key, landed.Size));
        Assert.Equal(Convert.ToHexString(SHA256.HashData(content)), await HashAsync(landed.Key));
        Assert.Equal(landed.BatchId, (await LandedBatches.WaitAsync(m => m.Object.Key == landed.Key))[0].Message.BatchId);
    }

    [Fact]
    public async Task The_files_of_a_form_land_under_their_own_names()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("note"), "comment" },
            { new ByteArrayContent("a"u8.ToArray()), "file", "first.csv" },
            { new ByteArrayContent("bb"u8.ToArray()), "file", "second.csv" },
        };

        var response = await host.Http.PostAsync("/api/uploads/orders", form, Cancelled);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var landed = await response.Content.ReadFromJsonAsync<List<UploadedObject>>(Cancelled);
        Assert.Equal([("orders/first.csv", 1L), ("orders/second.csv", 2L)], landed!.Select(file => (file.Key, file.Size)));
    }

    [Fact]
    public async Task A_form_that_breaks_off_is_refused()
    {
        using var form = new StringContent("--b\r\nContent-Disposition: form-data; name=\"comment\"\r\n\r\nhalf a no");
        form.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        var response = await host.Http.PostAsync("/api/uploads/orders", form, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("The upload broke off before its end.", await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_upload_and_its_batch_are_one_trace()
    {
        using var uploader = new Activity("uploader").Start();
        await UploadAsync("/api/uploads/orders/trace.csv", new StringContent("x"));

        var landed = await LandedBatches.WaitAsync(m => m.Object.Key == "orders/trace.csv");

        Assert.Equal(uploader.TraceId, landed[0].Trace);
    }

    [Fact]
    public async Task An_unknown_dataset_is_refused_with_those_there_are()
    {
        Assert.Equal(
            "There is no dataset \"ordres\". The datasets are orders, returns.",
            await RefusedAsync("/api/uploads/ordres", new StringContent("x"), HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task An_empty_file_is_refused()
    {
        Assert.StartsWith(
            "The file is empty", await RefusedAsync("/api/uploads/orders/empty.csv", new StringContent(""), HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_and_leaves_nothing()
    {
        var known = new ByteArrayContent(new byte[LandHost.MaxUploadBytes + 1]);
        var streamed = new StreamContent(new UnseekableStream(new byte[LandHost.MaxUploadBytes + 1]));

        Assert.Contains("Ingest:MaxUploadBytes", await RefusedAsync("/api/uploads/orders/big.csv", known, HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
        await RefusedAsync("/api/uploads/orders/big.csv", streamed, HttpStatusCode.RequestEntityTooLarge);

        var objects = await host.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = LandHost.Raw, Prefix = "orders/big" }, Cancelled);
        Assert.Equal(0, objects.KeyCount ?? 0);
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing()
    {
        using var broken = new StreamContent(new UnseekableStream(new byte[2 * UploadParts.PartBytes], breakOff: true));
        broken.Headers.ContentType = new MediaTypeHeaderValue("text/csv");

        await Assert.ThrowsAnyAsync<Exception>(() => host.Http.PostAsync("/api/uploads/orders/broken.csv", broken, Cancelled));
        await UploadAsync("/api/uploads/orders/after-broken.csv", new StringContent("x"));
        await LandedBatches.WaitAsync(m => m.Object.Key == "orders/after-broken.csv");

        Assert.DoesNotContain(LandedBatches.All, landed => landed.Message.Object.Key == "orders/broken.csv");
    }

    private async Task<UploadedObject> UploadAsync(string address, HttpContent content)
    {
        var response = await host.Http.PostAsync(address, content, Cancelled);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<UploadedObject>(Cancelled))!;
    }

    private async Task<string> RefusedAsync(string address, HttpContent content, HttpStatusCode status)
    {
        var response = await host.Http.PostAsync(address, content, Cancelled);
        Assert.Equal(status, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<ProblemDetails>(Cancelled))!.Detail!;
    }

    private async Task<string> HashAsync(string key)
    {
        using var stored = await host.S3.GetObjectAsync(LandHost.Raw, key, Cancelled);
        return Convert.ToHexString(await SHA256.HashDataAsync(stored.ResponseStream, Cancelled));
    }
}
