using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers.FastTree;

[assembly: ModelLoader(FastTreeRegressionModelParameters.Signature, typeof(FastTreeRegressionModelParameters))]
[assembly: ModelLoader(FastTreeBinaryModelParameters.Signature, typeof(FastTreeBinaryModelParameters))]
