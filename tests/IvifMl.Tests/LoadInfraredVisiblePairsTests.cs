using IvifMl.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.Tests;

public sealed class LoadInfraredVisiblePairsTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_folders_are_a_view_of_three_text_columns_sorted_by_name()
    {
        (string infrared, string visible) = Pictures.WritePairs(_folder.Root, 3);
        IDataView data = _ml.Data.LoadInfraredVisiblePairs(infrared, visible);

        Assert.Equal(["InfraredPath", "Name", "VisiblePath"], data.Schema.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.All(data.Schema, c => Assert.Equal(TextDataViewType.Instance, c.Type));
        Assert.Equal(["pair000", "pair001", "pair002"], data.GetColumn<string>("Name"));
        Assert.Equal(Path.Combine(infrared, "pair001.png"), data.GetColumn<string>("InfraredPath").ElementAt(1));
        Assert.Equal(Path.Combine(visible, "pair001.png"), data.GetColumn<string>("VisiblePath").ElementAt(1));
    }

    [Fact]
    public void Unpaired_files_are_named_unless_they_are_allowed()
    {
        (string infrared, string visible) = Pictures.WritePairs(_folder.Root, 2);
        File.Copy(Path.Combine(visible, "pair000.png"), Path.Combine(visible, "lonely.png"));
        Exception error = Assert.Throws<InvalidDataException>(() => _ml.Data.LoadInfraredVisiblePairs(infrared, visible));

        Assert.Contains("lonely.png", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, _ml.Data.LoadInfraredVisiblePairs(infrared, visible, allowUnpaired: true).GetColumn<string>("Name").Count());
    }

    [Fact]
    public void A_folder_that_is_not_there_or_empty_is_named()
    {
        Directory.CreateDirectory(_folder["empty"]);
        Exception missing = Assert.ThrowsAny<Exception>(() => _ml.Data.LoadInfraredVisiblePairs(_folder["nowhere"], _folder["empty"]));
        Exception empty = Assert.ThrowsAny<Exception>(() => _ml.Data.LoadInfraredVisiblePairs(_folder["empty"], _folder["empty"]));

        Assert.Contains("nowhere", missing.Message, StringComparison.Ordinal);
        Assert.Contains("empty", empty.Message, StringComparison.Ordinal);
    }
}
