using System.Xml;

namespace Palinode.Articles;

/// <summary>
/// Keeps XML from strangers shallow. What reads a tree by recursion ends the whole process on one that is deep enough, and building such a tree
/// takes the square of its depth; so this is asked before.
/// </summary>
public static class XmlNesting
{
    /// <summary>Elements within each other; journal articles have some twenty.</summary>
    public const int Deepest = 400;

    /// <summary>Reads to the end.</summary>
    /// <param name="reader">Of a file that is opened again afterwards.</param>
    /// <exception cref="InputException">Elements stand in each other deeper than in any article.</exception>
    /// <exception cref="XmlException">As the reader throws it.</exception>
    public static void Check(XmlReader reader)
    {
        while (reader.Read())
            if (reader.Depth > Deepest) throw new InputException($"the XML has more than {Deepest} elements within each other");
    }
}
