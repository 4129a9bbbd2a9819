using RetailBus.Platform.Bus;
using RetailBus.Transform.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddTransform().AddBus();

var app = builder.Build();
app.MapTransform();
await app.RunAsync();
