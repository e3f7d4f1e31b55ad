using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.StandIns.Tests.Core;

public sealed class RowOperationBehaviourTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float Number { get; set; }
        public string Group { get; set; } = "";
        [VectorType(2)] public float[] Pair { get; set; } = [];
    }

    private IDataView Data(int count = 300) => _ml.Data.LoadFromEnumerable(
        Enumerable.Range(0, count).Select(i => new Row { Number = i, Group = "scene " + (i % 30), Pair = [i, -i] }).ToArray());

    [Fact]
    public void Rows_of_one_group_stay_on_one_side_of_a_split()
    {
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(Data(), 0.3, samplingKeyColumnName: "Group");
        string[] train = [.. split.TrainSet.GetColumn<string>("Group").Distinct()];
        string[] test = [.. split.TestSet.GetColumn<string>("Group").Distinct()];

        Assert.Empty(train.Intersect(test));
        Assert.Equal(30, train.Length + test.Length);
        Assert.NotEmpty(test);
    }

    [Fact]
    public void A_shuffle_keeps_the_values_of_a_row_together()
    {
        IDataView shuffled = _ml.Data.ShuffleRows(Data(), seed: 3, shufflePoolSize: 20);
        Row[] rows = [.. _ml.Data.CreateEnumerable<Row>(shuffled, reuseRowObject: false)];

        Assert.All(rows, r => Assert.Equal([r.Number, -r.Number], r.Pair));
        Assert.All(rows, r => Assert.Equal("scene " + ((int)r.Number % 30), r.Group));
        Assert.Equal(300, rows.DistinctBy(r => r.Number).Count());
    }

    [Fact]
    public void A_shuffle_of_a_cache_reads_the_same_rows()
    {
        IDataView cached = _ml.Data.Cache(Data(), "Group");

        Assert.Equal(Data().GetColumn<float>("Number"), _ml.Data.ShuffleRows(cached, seed: 3).GetColumn<float>("Number").Order());
        Assert.Equal(Data().GetColumn<string>("Group"), cached.GetColumn<string>("Group"));
    }

    [Fact]
    public void Numbers_of_rows_out_of_range_are_refused()
    {
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => _ml.Data.TakeRows(Data(), 0));
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => _ml.Data.SkipRows(Data(), 0));
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => _ml.Data.ShuffleRows(Data(), shufflePoolSize: 0));
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => _ml.Data.TrainTestSplit(Data(), 1));
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => _ml.Data.CrossValidationSplit(Data(), 1));
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => _ml.Data.FilterRowsByColumn(Data(), "Number", 5, 5));
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => _ml.Data.FilterRowsByColumn(Data(), "Group", 1, 5));
    }

    [Fact]
    public void One_vector_is_lent_for_all_rows_of_a_column_of_vectors()
    {
        VBuffer<float>[] lent = [.. Data(3).GetColumn<VBuffer<float>>("Pair")];
        float[][] copied = [.. Data(3).GetColumn<float[]>("Pair")];

        Assert.Equal([2f, -2f], lent[0].DenseValues());
        Assert.Equal([0f, 0f], copied[0]);
    }
}
