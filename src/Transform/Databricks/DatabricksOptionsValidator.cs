using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using RetailBus.Transform.Hosting;

namespace RetailBus.Transform.Databricks;

/// <summary>A host with the embedded engine has no workspace to name.</summary>
internal sealed class DatabricksOptionsValidator(IOptions<TransformOptions> transform) : IValidateOptions<DatabricksOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabricksOptions options)
    {
        if (transform.Value.Engine != TransformOptions.Databricks)
            return ValidateOptionsResult.Skip;

        var results = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(results.Select(result => $"Transform:Databricks: {result.ErrorMessage}"));
    }
}
