using Microsoft.Extensions.Options;

namespace RetailBus.Orchestrator.PublicEvents;

/// <summary>What CloudEvents 1.0 asks of the attributes that come from the options.</summary>
internal sealed class CloudEventValidator : IValidateOptions<CloudEventOptions>
{
    public ValidateOptionsResult Validate(string? name, CloudEventOptions options)
    {
        var faults = new List<string>();
        if (!Uri.TryCreate(options.Source, UriKind.RelativeOrAbsolute, out _) || options.Source.Any(char.IsWhiteSpace))
        {
            faults.Add(
                $"{CloudEventOptions.Section}:{nameof(options.Source)} is '{options.Source}', which is no URI reference. Give one such as "
                + "urn:retailbus:eu or https://shop.example/retailbus.");
        }

        if (options.DataSchema is { IsAbsoluteUri: false } schema)
        {
            faults.Add(
                $"{CloudEventOptions.Section}:{nameof(options.DataSchema)} is '{schema}', which is no absolute address. Give that of "
                + "asyncapi.yaml, or remove it.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
