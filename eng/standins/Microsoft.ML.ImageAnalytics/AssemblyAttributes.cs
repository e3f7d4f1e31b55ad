using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

[assembly: ModelLoader(ImageLoadingTransformer.Signature, typeof(ImageLoadingTransformer))]
[assembly: ModelLoader(ImageResizingTransformer.Signature, typeof(ImageResizingTransformer))]
[assembly: ModelLoader(ImagePixelExtractingTransformer.Signature, typeof(ImagePixelExtractingTransformer))]
