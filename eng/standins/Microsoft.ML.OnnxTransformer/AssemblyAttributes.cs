using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Onnx;

[assembly: ModelLoader(OnnxTransformer.Signature, typeof(OnnxTransformer))]
