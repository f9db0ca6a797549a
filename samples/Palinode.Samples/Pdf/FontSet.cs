namespace Palinode.Samples.Pdf;

/// <summary>The faces that articles are set in.</summary>
internal enum Face { Serif, SerifBold, SerifItalic, Sans, SansBold, SansItalic }

/// <summary>The Liberation fonts (SIL Open Font Licence) as Debian installs them; each document has a set of its own, for its subset.</summary>
internal sealed class FontSet
{
    private const string Folder = "/usr/share/fonts/truetype/liberation2";
    private static readonly string[] Files = ["LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSerif-Italic", "LiberationSans-Regular", "LiberationSans-Bold", "LiberationSans-Italic"];
    private readonly Dictionary<Face, TrueTypeFont> _fonts = [];

    public TrueTypeFont this[Face face] =>
        _fonts.TryGetValue(face, out TrueTypeFont? font) ? font : _fonts[face] = new TrueTypeFont(Path.Combine(Folder, Files[(int)face] + ".ttf"));
}
