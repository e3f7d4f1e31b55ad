using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>Vectors of a primitive type with a shape; a dimension of 0 is free, and then <see cref="Size"/> is 0.</summary>
public sealed class VectorDataViewType : StructuredDataViewType
{
    public VectorDataViewType(PrimitiveDataViewType itemType, int size = 0)
        : this(itemType, new[] { size })
    {
    }

    public VectorDataViewType(PrimitiveDataViewType itemType, params int[] dimensions)
        : this(itemType, ImmutableArray.Create(dimensions ?? []))
    {
    }

    public VectorDataViewType(PrimitiveDataViewType itemType, ImmutableArray<int> dimensions)
        : base(typeof(VBuffer<>).MakeGenericType((itemType ?? throw new ArgumentNullException(nameof(itemType))).RawType))
    {
        if (dimensions.IsDefaultOrEmpty || dimensions.Any(d => d < 0))
        {
            throw new ArgumentOutOfRangeException(nameof(dimensions), "A vector type needs at least one dimension, and none below zero.");
        }

        ItemType = itemType;
        Dimensions = dimensions;
        Size = ProductOf(dimensions);
    }

    public ImmutableArray<int> Dimensions { get; }

    public bool IsKnownSize => Size > 0;

    public PrimitiveDataViewType ItemType { get; }

    public int Size { get; }

    public override bool Equals(DataViewType other) =>
        other is VectorDataViewType vector && ItemType.Equals(vector.ItemType) && Dimensions.SequenceEqual(vector.Dimensions);

    public override bool Equals(object other) => other is DataViewType type && Equals(type);

    public override int GetHashCode()
    {
        HashCode code = default;
        code.Add(ItemType);
        foreach (int dimension in Dimensions)
        {
            code.Add(dimension);
        }

        return code.ToHashCode();
    }

    public override string ToString() => Dimensions is [0]
        ? $"Vector<{ItemType}>"
        : $"Vector<{ItemType}, {string.Join(", ", Dimensions.Select(d => d == 0 ? "*" : d.ToString(System.Globalization.CultureInfo.InvariantCulture)))}>";

    private static int ProductOf(ImmutableArray<int> dimensions)
    {
        long product = 1;
        foreach (int dimension in dimensions)
        {
            product *= dimension;
            if (product > int.MaxValue)
            {
                throw new ArgumentOutOfRangeException(nameof(dimensions), $"A vector of {string.Join("x", dimensions)} has more than {int.MaxValue} values.");
            }
        }

        return (int)product;
    }
}
