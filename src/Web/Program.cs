using RetailBus.Platform.Hosting;
using RetailBus.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddWeb();

var app = builder.Build();
app.UsePlatform();
app.MapWeb();
await app.RunAsync();
