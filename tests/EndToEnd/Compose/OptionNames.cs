using System.Reflection;

namespace RetailBus.EndToEnd.Compose;

/// <summary>The settings that RetailBus has, by its options' types.</summary>
internal static class OptionNames
{
    /// <summary>Whether an environment variable names a property of a section's options, e.g. <c>Web__JaegerUrl</c>.</summary>
    public static bool Has(string variable)
    {
        var path = variable.Split("__");
        for (var length = path.Length - 1; length > 0; length--)
        {
            var section = string.Join(':', path[..length]);
            if (All(section).Any(type => Holds(type, path[length..])))
                return true;
        }

        return false;
    }

    private static IEnumerable<Type> All(string section) => Assemblies()
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.IsClass && type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true } constant
            && (string)constant.GetRawConstantValue()! == section);

    private static bool Holds(Type type, string[] path)
    {
        foreach (var name in path)
        {
            if (type.GetProperty(name) is not { } property)
                return false;
            type = property.PropertyType;
        }

        return true;
    }

    private static IEnumerable<Assembly> Assemblies() => Directory
        .EnumerateFiles(AppContext.BaseDirectory, "RetailBus.*.dll")
        .Where(file => !file.EndsWith("EndToEnd.dll", StringComparison.Ordinal))
        .Select(Assembly.LoadFrom);
}
