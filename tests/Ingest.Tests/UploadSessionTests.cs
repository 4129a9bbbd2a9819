using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Amazon.S3.Model;
using Microsoft.AspNetCore.Mvc;
using RetailBus.Ingest.Tests.Support;
using RetailBus.Ingest.Uploads;

namespace RetailBus.Ingest.Tests;

[Collection(LandCollection.Name)]
public sealed class UploadSessionTests(LandHost host)
{
    private const int Size = UploadSession.PartBytes + 12345;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_broken_upload_goes_on_at_another_instance_of_the_service()
    {
        var content = RandomNumberGenerator.GetBytes(Size);
        var begun = await BeginAsync("resumed.csv", Size);
        await PutAsync(host.Http, begun, 2, content[UploadSession.PartBytes..]);

        await using var restarted = host.Build();
        await restarted.StartAsync(Cancelled);
        using var http = new HttpClient { BaseAddress = new Uri(restarted.Urls.First()) };
        var state = await http.GetFromJsonAsync<UploadSessionState>(PathOf(begun), Cancelled);
        await PutAsync(http, begun, 1, content[..UploadSession.PartBytes]);
        var landed = await (await CompleteAsync(http, begun)).Content.ReadFromJsonAsync<UploadedObject>(Cancelled);

        var kept = Assert.Single(state!.Parts);
        Assert.Equal((2, 12345L, HashOf(content[UploadSession.PartBytes..])), (kept.Number, kept.Size, kept.Sha256));
        Assert.Equal(("orders/resumed.csv", (long)Size), (landed!.Key, landed.Size));
        using var stored = await host.S3.GetObjectAsync(LandHost.Raw, landed.Key, Cancelled);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(content)), Convert.ToHexString(await SHA256.HashDataAsync(stored.ResponseStream, Cancelled)));
        Assert.Equal(landed.BatchId, (await LandedBatches.WaitAsync(m => m.Object.Key == landed.Key))[0].Message.BatchId);
    }

    [Fact]
    public async Task A_completion_whose_answer_was_lost_is_answered_again()
    {
        var begun = await BeginAsync("twice.csv", 5);
        await PutAsync(host.Http, begun, 1, "hello"u8.ToArray());

        var first = await (await CompleteAsync(host.Http, begun)).Content.ReadFromJsonAsync<UploadedObject>(Cancelled);
        var again = await (await CompleteAsync(host.Http, begun)).Content.ReadFromJsonAsync<UploadedObject>(Cancelled);

        Assert.Equal(first, again);
    }

    [Fact]
    public async Task Parts_that_are_missing_are_said_and_nothing_lands()
    {
        var begun = await BeginAsync("partial.csv", Size);
        await PutAsync(host.Http, begun, 1, new byte[UploadSession.PartBytes]);

        using var response = await CompleteAsync(host.Http, begun);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("1 of 2 parts are missing, the first is 2", await DetailAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, null, "must have 5 bytes")]
    [InlineData(6, null, "must have 5 bytes")]
    [InlineData(5, "AAAA", "damaged on its way")]
    public async Task A_part_that_is_not_what_was_announced_is_refused(int length, string? hash, string expected)
    {
        var begun = await BeginAsync("wrong.csv", 5);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{PathOf(begun)}/parts/1") { Content = new ByteArrayContent(new byte[length]) };
        if (hash is not null)
            request.Headers.Add(UploadSessionsApi.HashHeader, hash);

        using var response = await host.Http.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(expected, await DetailAsync(response), StringComparison.Ordinal);
        Assert.Empty((await host.Http.GetFromJsonAsync<UploadSessionState>(PathOf(begun), Cancelled))!.Parts);
    }

    [Fact]
    public async Task What_is_given_up_leaves_nothing()
    {
        var begun = await BeginAsync("given-up.csv", 5);
        await PutAsync(host.Http, begun, 1, "hello"u8.ToArray());

        using var aborted = await host.Http.DeleteAsync(PathOf(begun), Cancelled);
        using var found = await host.Http.GetAsync(PathOf(begun), Cancelled);
        using var completed = await CompleteAsync(host.Http, begun);

        Assert.Equal(
            (HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            (aborted.StatusCode, found.StatusCode, completed.StatusCode));
        var open = await host.S3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = LandHost.Raw }, Cancelled);
        Assert.DoesNotContain(open.MultipartUploads ?? [], upload => upload.Key == "orders/given-up.csv");
    }

    [Theory]
    [InlineData("../../etc/passwd", "orders/passwd")]
    [InlineData("..\\..\\windows\\win.ini", "orders/win.ini")]
    [InlineData("<script>.csv", "orders/_script_.csv")]
    public async Task A_name_is_only_ever_a_name(string name, string key) => Assert.Equal(key, (await BeginAsync(name, 5)).Key);

    [Theory]
    [InlineData(0, HttpStatusCode.BadRequest)]
    [InlineData(-1, HttpStatusCode.BadRequest)]
    [InlineData(LandHost.MaxUploadBytes + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_size_that_can_not_be_taken_is_refused_before_anything_is_sent(long size, HttpStatusCode expected)
    {
        using var response = await host.Http.PostAsJsonAsync("/api/uploads/orders/sessions", new { name = "a.csv", size }, Cancelled);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("eyJLZXkiOiJyZXR1cm5zL2EuY3N2IiwiVXBsb2FkSWQiOiJ4IiwiU2l6ZSI6NX0")]
    public async Task A_session_that_is_made_up_is_none(string session)
    {
        using var response = await host.Http.GetAsync($"/api/uploads/orders/sessions/{session}", Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static string PathOf(UploadSessionState session) => $"/api/uploads/orders/sessions/{session.Session}";

    private async Task<UploadSessionState> BeginAsync(string name, long size)
    {
        using var response = await host.Http.PostAsJsonAsync("/api/uploads/orders/sessions", new { name, size }, Cancelled);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<UploadSessionState>(Cancelled))!;
    }

    private static async Task PutAsync(HttpClient http, UploadSessionState session, int number, byte[] content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{PathOf(session)}/parts/{number}") { Content = new ByteArrayContent(content) };
        request.Headers.Add(UploadSessionsApi.HashHeader, HashOf(content));
        using var response = await http.SendAsync(request, Cancelled);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancelled));
    }

    private static Task<HttpResponseMessage> CompleteAsync(HttpClient http, UploadSessionState session) =>
        http.PostAsync($"{PathOf(session)}/complete", null, Cancelled);

    private static string HashOf(byte[] content) => Convert.ToBase64String(SHA256.HashData(content));

    private static async Task<string> DetailAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<ProblemDetails>(Cancelled))!.Detail!;
}
