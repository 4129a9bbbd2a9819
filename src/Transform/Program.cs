using RetailBus.Platform.Bus;
using RetailBus.Platform.Hosting;
using RetailBus.Transform.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddTransform().AddBus();

var app = builder.Build();
app.UsePlatform().MapTransform();
await app.RunAsync();
