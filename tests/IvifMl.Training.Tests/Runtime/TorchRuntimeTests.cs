namespace IvifMl.Training.Tests;

public sealed class TorchRuntimeTests
{
    private const string OfMkl =
        "PyTorch built with:\n  - GCC 13.3\n  - Intel(R) oneAPI Math Kernel Library Version 2024.2-Product Build 20240605 for Intel(R) 64 architecture applications\n" +
        "  - Intel(R) MKL-DNN v3.7.1 (Git Hash 8d263e6)\n  - CPU capability usage: AVX512\n  - Build settings: BLAS_INFO=mkl, BUILD_TYPE=Release, TORCH_VERSION=2.10.0, USE_CUDA=0, \n";

    [Fact]
    public void The_text_of_a_build_is_read()
    {
        Assert.Equal(new TorchConfiguration("2.10.0", "MKL 2024.2-Product", "3.7.1", "AVX512"), TorchConfiguration.Parse(OfMkl));
        Assert.Equal("open", TorchConfiguration.Parse("  - Build settings: BLAS_INFO=open, USE_CUDA=0").Blas);
    }

    [Fact]
    public void What_is_not_said_is_not_guessed() => Assert.Equal(new TorchConfiguration(null, null, null, null), TorchConfiguration.Parse(""));

    [TorchFact]
    public void Libtorch_tells_of_itself()
    {
        TorchRuntime found = TorchRuntime.Find()!;

        Assert.Matches(@"^\d+\.\d+\.\d+", found.TorchSharp);
        Assert.Equal(TorchSharp.torch.get_num_threads(), found.Threads);
        if (OperatingSystem.IsLinux())
        {
            Assert.Matches(@"^\d+\.\d+\.\d+", found.LibTorch);
            Assert.NotNull(found.Blas);
        }
    }

    [TorchFact]
    public void Gradients_of_convolutions_are_right_once_the_process_is_prepared()
    {
        TorchPreparation.Ensure();

        Assert.True(TorchPreparation.GradientsAreRight());
    }
}
