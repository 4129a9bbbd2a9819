using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using RetailBus.Platform.Hosting;
using RetailBus.Web.Security.Accounts;

namespace RetailBus.Web.Tests.Security;

/// <summary>A service in another process, behind a front door that asks who calls.</summary>
public sealed class ForwardedCallerTests : IAsyncLifetime
{
    private const string ServiceKey = "0123456789abcdef0123456789abcdef";
    private static readonly Uri Runs = new("/api/runs", UriKind.Relative);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-forwarded-");
    private WebApplication _service = null!;
    private WebApplication _door = null!;
    private string _key = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("Security:ServiceKey", ServiceKey)]);
        builder.AddPlatform();
        _service = builder.Build();
        _service.UsePlatform();
        _service.MapGet("/api/runs", (HttpContext context) =>
            $"{context.User.Identity!.Name}|{context.Request.Headers.Cookie}|{context.Request.Headers.Authorization}");
        _service.MapPost("/api/runs/{id}/{verb}", (HttpContext context) => context.User.Identity!.Name);
        await _service.StartAsync(Cancelled);

        _key = new ApiKeyStore(_folder.FullName).Issue("till", "viewer", TimeProvider.System.GetUtcNow());
        _door = await FrontDoor.StartAsync(_ => { }, new()
        {
            ["Security:Folder"] = _folder.FullName,
            ["Security:ServiceKey"] = ServiceKey,
            ["Services:Orchestrator"] = _service.Urls.Single(),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _door.DisposeAsync();
        await _service.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_service_is_told_who_asks_and_sees_neither_cookie_nor_key()
    {
        using var http = Caller();
        http.DefaultRequestHeaders.Add("Cookie", "retailbus-session=secret");

        Assert.Equal("key till||", await http.GetStringAsync(Runs, Cancelled));
    }

    [Fact]
    public async Task A_lesser_role_is_refused_at_the_door()
    {
        using var http = Caller();

        using var response = await http.PostAsync(new Uri("/api/runs/1/retry", UriKind.Relative), null, Cancelled);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task The_door_alone_leads_to_the_service()
    {
        using var http = FrontDoor.Client(_service);
        using var stranger = FrontDoor.Client(_door);

        using var direct = await http.GetAsync(Runs, Cancelled);
        using var unknown = await stranger.GetAsync(Runs, Cancelled);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (direct.StatusCode, unknown.StatusCode));
    }

    private HttpClient Caller()
    {
        var http = FrontDoor.Client(_door);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        return http;
    }
}
