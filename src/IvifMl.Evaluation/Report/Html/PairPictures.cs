namespace IvifMl.Evaluation;

/// <summary>A picture as the report embeds it: whole and as a crop, both JPEG.</summary>
/// <param name="Place">The method's place in the ranking; −1 for a source that is no method of the evaluation.</param>
/// <param name="Name">The method's name, or the source's.</param>
/// <param name="Whole">The whole picture.</param>
/// <param name="Crop">The crop.</param>
internal sealed record Panel(int Place, string Name, byte[] Whole, byte[] Crop);

/// <summary>A window of a picture, in shares of its width and height.</summary>
internal sealed record CropWindow(double X, double Y, double Width, double Height);

/// <summary>All pictures of a pair: infrared, visible, then the methods as they rank.</summary>
/// <param name="Scores">The pair's scores.</param>
/// <param name="Window">Where the crops are.</param>
/// <param name="Width">Width of the embedded pictures in pixels.</param>
/// <param name="Height">Height of the embedded pictures in pixels.</param>
/// <param name="Sources">Infrared and visible.</param>
/// <param name="Methods">The methods that have a picture.</param>
internal sealed record PairPictures(PairScores Scores, CropWindow Window, int Width, int Height, IReadOnlyList<Panel> Sources, IReadOnlyList<Panel> Methods);
