namespace Microsoft.ML.Data;

/// <summary>Marks a member of a row class whose column type is not a built-in one, and registers that type.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public abstract class DataViewTypeAttribute : Attribute, IEquatable<DataViewTypeAttribute>
{
    public abstract bool Equals(DataViewTypeAttribute other);

    public abstract void Register();
}
