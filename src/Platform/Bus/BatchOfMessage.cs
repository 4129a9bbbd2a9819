using System.Linq.Expressions;
using System.Reflection;
using MassTransit;

namespace RetailBus.Platform.Bus;

/// <summary>Which batch a message is about: its <c>BatchId</c>, or that of the message whose fault it tells.</summary>
internal static class BatchOfMessage<T>
    where T : class
{
    private const string Property = "BatchId";

    /// <summary>Null for messages that are about no batch.</summary>
    public static Func<T, Guid>? Find { get; } = Reader();

    private static Func<T, Guid>? Reader()
    {
        var message = Expression.Parameter(typeof(T), "message");
        return BatchId(message) is { } found ? Expression.Lambda<Func<T, Guid>>(found, message).Compile() : null;
    }

    private static MemberExpression? BatchId(Expression message)
    {
        if (message.Type.GetProperty(Property, BindingFlags.Public | BindingFlags.Instance) is { } own && own.PropertyType == typeof(Guid))
            return Expression.Property(message, own);
        return message.Type is { IsGenericType: true } fault && fault.GetGenericTypeDefinition() == typeof(Fault<>)
            ? BatchId(Expression.Property(message, nameof(Fault<object>.Message)))
            : null;
    }
}
