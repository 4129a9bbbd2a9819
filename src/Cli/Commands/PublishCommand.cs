using System.CommandLine;
using RetailBus.Cli.Output;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>publish s3://bucket/key</c>: announces an object again.</summary>
internal static class PublishCommand
{
    private const string Scheme = "s3://";

    public static Command Create()
    {
        var target = new Argument<string>("S3-URI") { Description = "s3://bucket/key of an object in the raw zone." };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("publish", "Announces an object of the raw zone again.") { target, json, url };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (bucket, key) = Split(parsed.GetRequiredValue(target));
            using var client = CommonOptions.Client(parsed, url);
            var published = await client.PublishAsync(bucket, key, cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(published);
            else
                AnsiConsole.MarkupLine($"Announced {Markup.Escape(published.Object.Key)} as batch [bold]{published.BatchId}[/]. See: retailbus runs show {published.BatchId}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static (string Bucket, string Key) Split(string uri)
    {
        var slash = uri.StartsWith(Scheme, StringComparison.Ordinal) ? uri.IndexOf('/', Scheme.Length) : -1;
        return slash > Scheme.Length && slash < uri.Length - 1
            ? (uri[Scheme.Length..slash], uri[(slash + 1)..])
            : throw new UsageException($"'{uri}' is no object's address. Example: s3://retailbus-raw/orders/monday.csv");
    }
}
