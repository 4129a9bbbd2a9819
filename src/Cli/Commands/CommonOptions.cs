using System.CommandLine;
using System.CommandLine.Parsing;
using RetailBus.Cli.Client;

namespace RetailBus.Cli.Commands;

/// <summary>Options that several verbs share.</summary>
internal static class CommonOptions
{
    public const string UrlVariable = "RETAILBUS_URL";

    /// <summary>Where the verbs find the key to show: never among the arguments, which other users of the machine see.</summary>
    public const string ApiKeyVariable = "RETAILBUS_API_KEY";

    public const string DefaultUrl = "http://127.0.0.1:8080";

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document on stdout and nothing else there." };

    public static Option<Uri> Url() => new("--url")
    {
        Description = $"Address of the running stack. Default: ${UrlVariable}, else {DefaultUrl}.",
        CustomParser = result => Address(result, "--url", DefaultUrl),
        DefaultValueFactory = _ => FromEnvironment(),
    };

    public static Option<string> Data() => new("--data") { Description = "Folder of everything that is kept.", DefaultValueFactory = _ => ".retailbus" };

    public static RetailBusClient Client(ParseResult parsed, Option<Uri> url) =>
        new(parsed.GetRequiredValue(url), Environment.GetEnvironmentVariable(ApiKeyVariable));

    private static Uri FromEnvironment()
    {
        var text = Environment.GetEnvironmentVariable(UrlVariable);
        return string.IsNullOrEmpty(text)
            ? new Uri(DefaultUrl)
            : Parse(text) ?? throw new UsageException($"{UrlVariable} is '{text}', which is no http address. Example: {DefaultUrl}");
    }

    private static Uri? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;

    /// <summary>For options that take an http address; anything else is wrong usage that names the option and the value.</summary>
    public static Uri? Address(ArgumentResult result, string option, string example)
    {
        var text = result.Tokens[0].Value;
        if (Parse(text) is { } url)
            return url;
        result.AddError($"{option} is '{text}', which is no http address. Example: {example}");
        return null;
    }
}
