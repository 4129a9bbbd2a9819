using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetailBus.Contracts.Tests.AsyncApi;

/// <summary>JSON schemas of the messages and of the records in them, as the bus writes them.</summary>
internal sealed class MessageSchemas(XmlDocs docs)
{
    private readonly NullabilityInfoContext _nullability = new();
    private readonly SortedDictionary<string, object> _records = new(StringComparer.Ordinal);

    /// <summary>By name; all that were referred to.</summary>
    public IReadOnlyDictionary<string, object> Records => _records;

    /// <exception cref="NotSupportedException">A property has a type that has no schema yet.</exception>
    public Dictionary<string, object> Refer(Type record)
    {
        if (!_records.ContainsKey(record.Name))
        {
            _records.Add(record.Name, new Dictionary<string, object>());
            _records[record.Name] = Describe(record);
        }

        return new() { ["$ref"] = $"#/components/schemas/{record.Name}" };
    }

    private Dictionary<string, object> Describe(Type record)
    {
        var properties = record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null && property.CanWrite)
            .OrderBy(property => property.MetadataToken)
            .ToList();
        var schema = new Dictionary<string, object> { ["type"] = "object" };
        if (docs.Of(record) is { } description)
            schema["description"] = description;
        if (properties.Where(property => IsRequired(record, property)).Select(NameOf).ToList() is { Count: > 0 } required)
            schema["required"] = required;
        schema["properties"] = properties.ToDictionary(NameOf, object (property) => Describe(property));
        return schema;
    }

    private Dictionary<string, object> Describe(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var isNullable = type != property.PropertyType || _nullability.Create(property).ReadState == NullabilityState.Nullable;
        var schema = Of(type);
        if (schema.ContainsKey("$ref"))
        {
            schema = isNullable
                ? new() { ["oneOf"] = new object[] { schema, OfType("null") } }
                : new() { ["allOf"] = new object[] { schema } };
        }
        else if (isNullable)
        {
            schema["type"] = new[] { schema["type"], "null" };
        }

        if (docs.Of(property) is { } description)
            schema["description"] = description;
        return schema;
    }

    private Dictionary<string, object> Of(Type type)
    {
        if (type == typeof(string))
            return OfType("string");
        if (type == typeof(bool))
            return OfType("boolean");
        if (type == typeof(int))
            return OfType("integer", "int32");
        if (type == typeof(long))
            return OfType("integer", "int64");
        if (type == typeof(double))
            return OfType("number", "double");
        if (type == typeof(decimal))
            return new() { ["type"] = "string", ["pattern"] = @"^-?[0-9]+(\.[0-9]+)?$" };
        if (type == typeof(Guid))
            return OfType("string", "uuid");
        if (type == typeof(DateTimeOffset))
            return OfType("string", "date-time");
        if (type == typeof(DateOnly))
            return OfType("string", "date");
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return new() { ["type"] = "array", ["items"] = Of(type.GetGenericArguments()[0]) };
        return type.Assembly == typeof(Messages.OrderBatchLanded).Assembly && type.IsClass
            ? Refer(type)
            : throw new NotSupportedException($"Say how {type} is written as JSON.");
    }

    private static Dictionary<string, object> OfType(string type, string? format = null)
    {
        var schema = new Dictionary<string, object> { ["type"] = type };
        if (format is not null)
            schema["format"] = format;
        return schema;
    }

    private static bool IsRequired(Type record, PropertyInfo property) =>
        property.IsDefined(typeof(RequiredMemberAttribute))
        || record.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .Any(parameter => parameter.Name == property.Name && !parameter.IsOptional);

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
