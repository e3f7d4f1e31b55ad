using System.Security.Cryptography;
using IvifMl;
using Microsoft.ML;
using Microsoft.ML.Data;

// Loads the model of args[0] as any ML.NET model, fuses the pair of args[1] and args[2], prints the picture's hash.
MLContext ml = new();
ITransformer model = ml.Model.Load(args[0], out _);
IDataView data = ml.Data.LoadFromEnumerable(new[] { new PairFiles { Name = "pair", InfraredPath = args[1], VisiblePath = args[2] } });
IDataView result = model.Transform(data);
using DataViewRowCursor cursor = result.GetRowCursor([result.Schema["Fused"]]);
ValueGetter<MLImage> getter = cursor.GetGetter<MLImage>(result.Schema["Fused"]);
MLImage fused = null!;
while (cursor.MoveNext())
{
    getter(ref fused);
    Console.WriteLine($"{fused.Width}x{fused.Height} {Convert.ToHexString(SHA256.HashData(fused.GetBGRPixels))}");
}
