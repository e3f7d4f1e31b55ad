namespace IvifMl.Training;

/// <summary>The pictures of a training: those it learns from and those it is measured on.</summary>
/// <param name="Training">At least one picture.</param>
/// <param name="Validation">None where nothing is validated.</param>
internal sealed record DetectorSet(IReadOnlyList<DetectorPicture> Training, IReadOnlyList<DetectorPicture> Validation)
{
    /// <summary>Keeps a share of the pictures for validation, chosen by the seed. A picture that is there several times is kept apart in all its places.</summary>
    /// <exception cref="ArgumentException">There is no picture, or none would be left to learn from.</exception>
    public static DetectorSet Split(IReadOnlyList<DetectorPicture> pictures, double validationShare, int seed)
    {
        DetectorPicture[] order = [.. pictures.Distinct()];
        if (order.Length == 0)
        {
            throw new ArgumentException("There is no picture to train on.", nameof(pictures));
        }

        int kept = validationShare > 0 ? Math.Max(1, (int)Math.Round(order.Length * validationShare)) : 0;
        if (kept >= order.Length)
        {
            throw new ArgumentException($"Of {order.Length} picture(s), {kept} would go to validation and none be left to train on. Give more pictures or set ValidationShare to 0.");
        }

        CropSampler.RandomOf(seed, 0, purpose: 8).Shuffle(order);
        HashSet<DetectorPicture> validation = [.. order[..kept]];
        return new([.. pictures.Where(picture => !validation.Contains(picture))], [.. order[..kept]]);
    }

    /// <summary>The classes of the boxes that count, in ordinal order.</summary>
    public static IReadOnlyList<string> ClassesOf(IEnumerable<DetectorPicture> pictures) =>
        [.. pictures.SelectMany(picture => picture.Boxes).Where(box => !box.Ignored).Select(box => box.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Throws unless every box that counts is of one of the classes.</summary>
    /// <exception cref="ArgumentException">One is not; the message names picture and class.</exception>
    public static void CheckClasses(IEnumerable<DetectorPicture> pictures, IReadOnlyList<string> classes)
    {
        foreach (DetectorPicture picture in pictures)
        {
            foreach (DetectorBox box in picture.Boxes.Where(box => !box.Ignored && !classes.Contains(box.Label)))
            {
                throw new ArgumentException($"Picture '{picture.Name}' has a box of the class '{box.Label}', which is none of {string.Join(", ", classes)}. Rename or drop it with BoxClasses, or add the class.");
            }
        }
    }
}
