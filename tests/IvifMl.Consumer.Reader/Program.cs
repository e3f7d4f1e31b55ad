using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IvifMl;
using Microsoft.ML;
using Microsoft.ML.Data;

// Loads the model of args[0] as any ML.NET model, fuses the pair of args[1] and args[2], prints the picture's hash, then those of the vector columns named behind.
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

foreach (string column in args[3..])
{
    string values = string.Join(' ', result.GetColumn<float[]>(column).Single().Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
    Console.WriteLine(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(values))));
}
