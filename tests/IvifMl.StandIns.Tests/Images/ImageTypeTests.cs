using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace IvifMl.StandIns.Tests.Images;

public sealed class ImageTypeTests
{
    [Fact]
    public void A_type_is_its_size()
    {
        Assert.True(new ImageDataViewType(3, 4).Equals(new ImageDataViewType(3, 4)));
        Assert.False(new ImageDataViewType(3, 4).Equals(new ImageDataViewType(4, 3)));
        Assert.Equal("Image<3, 4>", new ImageDataViewType(3, 4).ToString());
        Assert.Equal("Image", new ImageDataViewType().ToString());
        Assert.Equal(typeof(MLImage), new ImageDataViewType().RawType);
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => new ImageDataViewType(0, 4));
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => new ImageDataViewType(1 << 20, 1 << 20));
    }

    [Fact]
    public void An_attribute_registers_a_known_size_as_often_as_one_likes_and_no_unknown_one()
    {
        new ImageTypeAttribute(7, 9).Register();
        new ImageTypeAttribute(7, 9).Register();

        Assert.True(new ImageTypeAttribute(7, 9).Equals(new ImageTypeAttribute(7, 9)));
        Assert.False(new ImageTypeAttribute(7, 9).Equals(new ImageTypeAttribute()));
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => new ImageTypeAttribute().Register());
    }

    private sealed class Sized
    {
        [ImageType(5, 6)] public MLImage? Image { get; set; }
    }

    private sealed class Unsized
    {
        [ImageType] public MLImage? Image { get; set; }
    }

    [Fact]
    public void A_property_says_its_size_by_an_attribute()
    {
        var ml = new MLContext();

        Assert.Equal(new ImageDataViewType(5, 6), ml.Data.LoadFromEnumerable(Array.Empty<Sized>()).Schema["Image"].Type);
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => ml.Data.LoadFromEnumerable(Array.Empty<Unsized>()));
    }
}
