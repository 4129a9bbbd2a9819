using System.Text.Json;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>One operation of the API and the parameters that it understands, by their names in the JSON protocol.</summary>
internal sealed record SqsOperation(string Name, Func<SqsCall, Task<SqsReply>> Run, params string[] Parameters)
{
    /// <exception cref="SqsException">UnsupportedOperation, which names a parameter that would be passed over.</exception>
    public void Check(JsonElement request) => Check(request, Name, Parameters);

    /// <param name="structure">A JSON object; anything else is left to its reader.</param>
    /// <param name="name">What the error calls the structure.</param>
    /// <param name="known">The members that have an effect.</param>
    public static void Check(JsonElement structure, string name, IReadOnlyList<string> known)
    {
        if (structure.ValueKind != JsonValueKind.Object)
            return;
        foreach (var parameter in structure.EnumerateObject())
        {
            if (parameter.Value.ValueKind != JsonValueKind.Null && !known.Contains(parameter.Name))
                throw SqsErrors.Unsupported($"The local cloud does not serve the parameter {parameter.Name} of {name}.");
        }
    }
}
