using System.Diagnostics;
using Palinode.Engine.Imaging;
using Palinode.Samples.Stress;

namespace Palinode.Engine.Tests;

/// <summary>
/// Pictures on which every place looks like every other end soon. bench/ measures how soon (5 s is the mark); here three times the mark is
/// allowed in processor time, which other work on the machine hardly changes, so that only an explosion fails.
/// </summary>
internal sealed class AdverseInputTests
{
    private const double Mark = 5, Allowed = 3 * Mark;

    [Test]
    public void A_large_self_similar_texture_ends_soon() => Screen(AdversePictures.Texture(4000), "texture.png");

    [Test]
    public void A_page_of_text_ends_soon() => Screen(AdversePictures.TextPage(), "text.png");

    private static void Screen(Raster picture, string name)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("palinode-adverse-");
        try
        {
            string path = Path.Combine(folder.FullName, name);
            File.WriteAllBytes(path, picture.ToPng());
            using Process process = Process.GetCurrentProcess();
            TimeSpan before = process.TotalProcessorTime;
            ScreeningResult result = Screening.Run([new ScreeningInput(path, name, InputRole.Suspect)], new ScreeningOptions(), null, CancellationToken.None);
            process.Refresh();
            (process.TotalProcessorTime - before).TotalSeconds.ShouldBeLessThan(2 * Allowed);
            result.Timings.Sum(t => t.Seconds).ShouldBeGreaterThan(0);
            result.Findings.Findings.ShouldAllBe(f => f.Confidence != Palinode.Evidence.Confidence.High);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
