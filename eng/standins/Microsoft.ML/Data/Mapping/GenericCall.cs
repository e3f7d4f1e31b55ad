using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>Calls a static generic method with types that are known only now.</summary>
internal static class GenericCall
{
    /// <summary>Calls a private static method of <paramref name="owner"/>; its exceptions come through unwrapped.</summary>
    public static TResult Invoke<TResult>(Type owner, string method, Type[] typeArguments, params object[] arguments) =>
        (TResult)owner.GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .MakeGenericMethod(typeArguments)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
