using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using IvifMl.Metrics;
using Microsoft.ML;

namespace IvifMl;

/// <summary>Scores all rows of a view: one cursor reads, several threads score.</summary>
internal static class FusionEvaluation
{
    /// <summary>The scores in the order of the rows.</summary>
    public static IReadOnlyList<FusionScore> Score(IDataView data, EvaluatedColumns columns, FusionEvaluationOptions options)
    {
        var scores = new ConcurrentDictionary<long, FusionScore>();
        long? total = data.GetRowCount();
        Lock guard = new();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = options.CancellationToken };
        try
        {
            // Unbuffered, so that no more images wait in memory than there are threads.
            Parallel.ForEach(Partitioner.Create(Rows(data, columns), EnumerablePartitionerOptions.NoBuffering), parallel, row =>
            {
                scores[row.Index] = Score(row, options.Profile);
                lock (guard)
                {
                    options.Progress?.Report(new EvaluationProgress(scores.Count, total, row.Name));
                }
            });
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }

        return [.. scores.OrderBy(s => s.Key).Select(s => s.Value)];
    }

    /// <summary>The score of one row; an error says which.</summary>
    public static FusionScore Score(EvaluatedRow row, MetricProfile profile)
    {
        try
        {
            return row.Pictures.Score(profile);
        }
        catch (ArgumentException error)
        {
            string name = row.Name.Length == 0 ? "" : $" ('{row.Name}')";
            throw new InvalidDataException($"Row {row.Index}{name} cannot be scored: {error.Message}", error);
        }
    }

    /// <summary>A function that reads the name of the row on which a cursor stands.</summary>
    public static Func<string> NameReader(DataViewRow row, string? column)
    {
        if (column is null)
        {
            return () => "";
        }

        ValueGetter<ReadOnlyMemory<char>> getter = row.GetGetter<ReadOnlyMemory<char>>(row.Schema[column]);
        ReadOnlyMemory<char> name = default;
        return () =>
        {
            getter(ref name);
            return name.ToString();
        };
    }

    private static IEnumerable<EvaluatedRow> Rows(IDataView data, EvaluatedColumns columns)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(columns.In(data.Schema));
        Func<FusionPictures> pictures = FusionPictures.Reader(cursor, columns);
        Func<string> name = NameReader(cursor, columns.Name);
        while (cursor.MoveNext())
        {
            yield return new(cursor.Position, name(), pictures());
        }
    }
}

/// <summary>One row to score; <paramref name="Index"/> counts from 0.</summary>
internal sealed record EvaluatedRow(long Index, string Name, FusionPictures Pictures);
