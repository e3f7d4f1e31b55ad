using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace IvifMl.Mapping;

/// <summary>Input of <see cref="SentenceAnchorFactory"/>.</summary>
internal sealed class SentenceRow
{
    [ColumnName(ColumnNames.Sentence)]
    public string Sentence { get; set; } = "";
}

/// <summary>A sentence and how it becomes tokens.</summary>
internal sealed class SentenceRequestRow
{
    [ColumnName(ColumnNames.Sentence)]
    public string Sentence { get; set; } = "";

    [ColumnName(ColumnNames.TokenSettings)]
    public float[] Settings { get; set; } = [];
}

/// <summary>The tokens of a sentence, and whether there was one: 1, or 0 for an empty sentence.</summary>
internal sealed class TokensRow
{
    [ColumnName(ColumnNames.Tokens)]
    public long[] Tokens { get; set; } = [];

    [ColumnName(ColumnNames.PromptGiven), VectorType(1)]
    public float[] Given { get; set; } = [0];
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class SentenceAnchorFactory : CustomMappingFactory<SentenceRow, AnchorRow>
{
    public const string Contract = "IvifMl.SentenceAnchor/1";

    public override Action<SentenceRow, AnchorRow> GetMapping() => static (_, result) => result.Anchor = [0];
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class ToTokensFactory : CustomMappingFactory<SentenceRequestRow, TokensRow>
{
    public const string Contract = "IvifMl.ToTokens/1";

    public override Action<SentenceRequestRow, TokensRow> GetMapping()
    {
        // The settings of all rows are the same; the table is unpacked for the first one. Cursors of several threads share it.
        ClipTextTokens? kept = null;
        return (row, result) =>
        {
            if (Volatile.Read(ref kept) is not { } tokens || !tokens.IsOf(row.Settings))
            {
                tokens = ClipTextTokens.FromVector(row.Settings);
                Volatile.Write(ref kept, tokens);
            }

            result.Tokens = tokens.Encode(row.Sentence);
            result.Given = [string.IsNullOrWhiteSpace(row.Sentence) ? 0 : 1];
        };
    }
}
