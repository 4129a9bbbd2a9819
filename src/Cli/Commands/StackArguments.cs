using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using RetailBus.Cli.Stack;

namespace RetailBus.Cli.Commands;

/// <summary>The options that say which stack: of <c>up</c>, which runs it, and of <c>doctor</c>, which looks at what it would use.</summary>
internal sealed class StackArguments
{
    private readonly Option<string> _data = CommonOptions.Data();

    private readonly Option<int> _port = new("--port")
    {
        Description = "Port of pages and API; 0 for any free one.",
        DefaultValueFactory = _ => 8080,
    };

    private readonly Option<int> _cloudPort = new("--cloud-port")
    {
        Description = "Port of the local cloud; 0 for any free one.",
        DefaultValueFactory = _ => 4566,
    };

    private readonly Option<Uri?> _aws = new("--aws-url")
    {
        Description = "Another AWS endpoint in the local cloud's place.",
        CustomParser = result => CommonOptions.Address(result, "--aws-url", "http://127.0.0.1:4566"),
    };

    private readonly Option<string> _roles = new("--roles")
    {
        Description = $"What to run, separated by commas: {string.Join(", ", StackRole.All)}.",
        DefaultValueFactory = _ => string.Join(',', StackRole.All),
    };

    public StackArguments()
    {
        _port.Validators.Add(RefuseNoPort);
        _cloudPort.Validators.Add(RefuseNoPort);
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _data, _port, _cloudPort, _aws, _roles })
            command.Add(option);
    }

    /// <exception cref="UsageException">A role is none.</exception>
    public StackOptions Read(ParseResult parsed) => new()
    {
        DataDirectory = Path.GetFullPath(parsed.GetRequiredValue(_data)),
        Port = parsed.GetValue(_port),
        CloudPort = parsed.GetValue(_cloudPort),
        AwsUrl = parsed.GetValue(_aws),
        Roles = Roles(parsed.GetRequiredValue(_roles)),
    };

    private static void RefuseNoPort(OptionResult option)
    {
        if (option.Tokens is [{ Value: var text }] && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var port)
            && port is < 0 or > IPEndPoint.MaxPort)
            option.AddError($"{option.Option.Name} is {port}; give 0 to {IPEndPoint.MaxPort}.");
    }

    private static string[] Roles(string text)
    {
        var roles = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var unknown = roles.Except(StackRole.All).ToList();
        return roles.Length > 0 && unknown.Count == 0
            ? roles
            : throw new UsageException($"--roles has '{string.Join(',', unknown)}'. There are: {string.Join(", ", StackRole.All)}.");
    }
}
