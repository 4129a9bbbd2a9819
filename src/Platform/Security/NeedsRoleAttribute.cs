namespace RetailBus.Platform.Security;

/// <summary>The role that a page needs, where that is another than to read.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsRoleAttribute(AccessRole role) : Attribute
{
    public AccessRole Role { get; } = role;
}
